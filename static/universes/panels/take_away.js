/** What one may take home: sound, notes, the whole as a document. */
import { html, signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { RenderDialog } from "./render_dialog.js";

const rendering = signal(false);

/** @param {{world: import("../world.js").World, player: import("../music/player.js").Player}} props */
export function TakeAway({ world, player }) {
  const { room } = world;
  const at = `${room.page.api}/universes/${world.about.value.id}`;
  return html`<section class="stack-s" aria-label=${t("Take away")}><h3>${t("Take away")}</h3><div class="row-s">
    ${!(/** @type {any} */ (room.page.user).guest) && html`<button type="button" class="btn btn-s" onClick=${() => { rendering.value = true; }}><${Icon} name="music" />${t("Render its music …")}</button>`}
    <a class="btn btn-s" href=${`${at}/export`} download><${Icon} name="download" />${t("As a document (JSON)")}</a></div>
    ${rendering.value && html`<${RenderDialog} world=${world} player=${player} onClose=${() => { rendering.value = false; }} />`}
  </section>`;
}
