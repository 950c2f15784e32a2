/** The music of the scene in view: the playlist that begins when it is put on the table, the universe that it is in. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { UniverseChoice } from "../soundtrack/universe_choice.js";

/** @param {{scene: import("../model.js").Scene}} props */
export function PlaylistForm({ scene }) {
  const row = scene.scene.value;
  const lists = Object.values(scene.room.kind("playlist").value).sort((a, b) => a.name.localeCompare(b.name));
  const change = (/** @type {any} */ event) => scene.room.send("scene.update", { scene: row.id, playlist: event.target.value || null });
  return html`<details class="fold"><summary><h3>${t("Music")}</h3></summary>
    ${lists.length ? html`<label class="field">${t("When it is shown to the players, this playlist begins")}
        <select value=${row.playlist ?? ""} onChange=${change}><option value="">${t("none: what sounds goes on")}</option>${lists.map((list) => html`<option key=${list.id} value=${list.id}>${list.name}</option>`)}</select></label>`
      : html`<p class="small quiet">${t("Make a playlist in the tab “Sound” first; then this scene can begin with it.")}</p>`}
    <${UniverseChoice} room=${scene.room} scene=${row} />
  </details>`;
}
