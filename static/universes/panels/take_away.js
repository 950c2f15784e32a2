/** What one may take home: sound, notes, the universe as a document or with all that belongs to it as one archive. */
import { html, signal } from "../../vendor/ui.js";
import { download } from "../../base/dom.js";
import { post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Icon } from "../../base/parts.js";
import { RenderDialog } from "./render_dialog.js";

const rendering = signal(false);
/** How far the archive is, 0 to 1; null when none is made. */
const packing = signal(/** @type {number | null} */ (null));

/** @param {{world: import("../world.js").World, player: import("../music/player.js").Player, presets: import("./render_dialog.js").Preset[]}} props */
export function TakeAway({ world, player, presets }) {
  const { room } = world;
  const at = `${room.page.api}/universes/${world.about.value.id}`;
  const guest = /** @type {any} */ (room.page.user).guest;
  const part = packing.value;
  const pack = async () => {
    packing.value = 0;
    try {
      const { data } = await post(`${at}/exports`, { format: "archive" });
      await finished(room.page.api, data.job, t("The archive could not be made."), (far) => { packing.value = far; });
      download(`${at}/exports/${data.job}`);
      room.toast(t("The archive is on its way to your downloads."), "good");
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
    packing.value = null;
  };
  return html`<section class="stack-s" aria-label=${t("Take away")}><h3>${t("Take away")}</h3><div class="row-s">
    ${!guest && html`<button type="button" class="btn btn-s" onClick=${() => { rendering.value = true; }}><${Icon} name="music" />${t("Render its music …")}</button>`}
    <a class="btn btn-s" href=${`${at}/export`} download><${Icon} name="download" />${t("As a document (JSON)")}</a>
    ${!guest && html`<button type="button" class="btn btn-s" disabled=${part !== null} onClick=${pack}><${Icon} name="archive" />${t("All of it as an archive")}</button>`}</div>
    <div role="status">${part !== null && html`<p class="small quiet">${t("Packing its document, its picture and your renders of it: {percent} %", { percent: Math.round(100 * part) })}</p><progress max="1" value=${part} aria-label=${t("Packing")} />`}</div>
    ${rendering.value && html`<${RenderDialog} world=${world} player=${player} presets=${presets} onClose=${() => { rendering.value = false; }} />`}
  </section>`;
}
