/** The picture of a token or a character: dropped, chosen, taken away. */
import { html, useRef, useSignal } from "../../vendor/ui.js";
import { remove, upload } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

const ACCEPTED = "image/png,image/jpeg,image/webp,image/avif,image/gif";

/** @param {{room: import("../../rooms/store.js").Room, address: string, shown: string | null, name: string, removable: boolean}} props `address`: of the picture's REST */
export function PictureField({ room, address, shown, name, removable }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const part = useSignal(/** @type {number | null} */ (null));
  const over = useSignal(false);
  const send = async (/** @type {File | undefined} */ file) => {
    if (!file) return;
    const form = new FormData();
    form.append("file", file);
    part.value = 0;
    try {
      await upload(address, form, (done) => { part.value = done; });
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
    part.value = null;
    if (input.current) input.current.value = "";
  };
  const take = async () => {
    try {
      await remove(address);
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  const drop = (/** @type {any} */ event) => {
    event.preventDefault();
    over.value = false;
    send(event.dataTransfer?.files[0]);
  };
  return html`<div class=${`picture-field ${over.value ? "picture-over" : ""}`} onDragOver=${(/** @type {Event} */ event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }} onDrop=${drop}>
    ${shown ? html`<img src=${shown} alt=${t("Picture of {name}", { name })} />` : html`<span class="picture-none" aria-hidden="true">${[...(name || "?")][0]}</span>`}
    <div class="stack-s grow">
      <button type="button" class="btn btn-s" disabled=${part.value !== null} onClick=${() => input.current?.click()}><${Icon} name="image-plus" />${shown ? t("Another picture") : t("Choose a picture")}</button>
      ${part.value !== null ? html`<progress value=${part.value} aria-label=${t("Uploading")} />` : html`<span class="small quiet">${t("or drop one here")}</span>`}
      ${shown && removable && html`<button type="button" class="btn btn-s btn-quiet" onClick=${take}><${Icon} name="x" />${t("Without it")}</button>`}
      <input ref=${input} type="file" accept=${ACCEPTED} hidden aria-label=${t("Choose a picture")} onChange=${(/** @type {any} */ event) => send(event.target.files[0])} /></div></div>`;
}
