/** The whole room as a file, for its owner. */
import { html, signal } from "../../vendor/ui.js";
import { download } from "../../base/dom.js";
import { post } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Icon } from "../../base/parts.js";

/** How far it is, 0 to 1; null when none is packed. */
const packing = signal(/** @type {number | null} */ (null));

/** @param {{room: import("../store.js").Room}} props */
export function TakeHome({ room }) {
  const part = packing.value;
  const pack = async () => {
    const at = `${room.page.api}/rooms/${room.page.room.id}/archives`;
    packing.value = 0;
    try {
      const { data } = await post(at);
      const { left_out: lost } = await finished(room.page.api, data.job, t("The room could not be packed."), (far) => { packing.value = far; });
      download(`${at}/${data.job}`);
      if (lost) room.toast(tn("{count} file did not come along: it is lost, or was too much.", "{count} files did not come along: they are lost, or were too much.", lost));
      else room.toast(t("The room is on its way to your downloads."), "good");
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
    packing.value = null;
  };
  return html`<button type="button" class="btn" disabled=${part !== null} onClick=${pack}><${Icon} name="download" />${t("Take it all home")}</button>
    <div role="status">${part !== null && html`<p class="small quiet">${t("Packing talk, scenes, sounds and files: {percent} %", { percent: Math.round(100 * part) })}</p><progress max="1" value=${part} aria-label=${t("Packing")} />`}</div>`;
}
