/** The picture of a universe: one's own, or the cover that is drawn for it; brought, replaced, taken away. */
import { html, signal, useEffect, useRef } from "../../vendor/ui.js";
import { remove, upload } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { moveCovers } from "../moving_covers.js";

const KINDS = "image/png,image/jpeg,image/webp,image/avif,image/gif";

/** How far the upload is, 0 to 1; null when there is none. */
const sending = signal(/** @type {number | null} */ (null));
const problem = signal("");

/** @param {{world: import("../world.js").World, may: boolean}} props */
export function AboutPicture({ world, may }) {
  const { room } = world;
  const { id, name, theme, genre, picture } = world.about.value;
  const at = `${room.page.api}/universes/${id}/picture`;
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => (canvas.current ? moveCovers([canvas.current]) : undefined), [picture, theme, genre]);
  const bring = async (/** @type {any} */ event) => {
    const [file] = event.target.files;
    if (!file) return;
    problem.value = "";
    sending.value = 0;
    const form = new FormData();
    form.set("picture", file);
    try {
      await upload(at, form, (part) => { sending.value = part; }, undefined, "PUT");
    } catch (error) {
      const { fields, message } = /** @type {import("../../base/http.js").RestError} */ (error);
      problem.value = fields?.picture?.[0] ?? message;
    }
    sending.value = null;
    event.target.value = "";
  };
  const drop = () => remove(at).catch((/** @type {Error} */ error) => { problem.value = error.message; });
  return html`<figure class="about-picture">
    ${picture ? html`<img src=${picture} alt=${t("The picture of {name}", { name })} />` : html`<canvas ref=${canvas} width="480" height="300" data-cover=${id} data-words=${`${theme} ${genre}`} aria-hidden="true" />`}
    ${may && html`<figcaption class="row-s">
      <label class="btn btn-s"><${Icon} name="image-plus" />${picture ? t("Another picture") : t("Bring a picture")}<input class="visually-hidden" type="file" accept=${KINDS} disabled=${sending.value !== null} onChange=${bring} /></label>
      ${picture && html`<button type="button" class="btn btn-s" onClick=${drop}><${Icon} name="trash-2" />${t("Take it away")}</button>`}</figcaption>`}
    ${sending.value !== null && html`<progress max="1" value=${sending.value} aria-label=${t("The picture is on its way")} />`}
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
  </figure>`;
}
