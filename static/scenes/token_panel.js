/** What is known of the selected tokens; for those who lead, everything about them, and the draft of a new one. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";
import { Check, Disposition, Size } from "./tokens/fields.js";
import { Inspector } from "./tokens/inspector.js";
import { SeenToken } from "./tokens/seen_token.js";
import { Several } from "./tokens/several.js";

/** @param {{scene: import("./model.js").Scene, moves: ReturnType<typeof import("./moves.js").openMoves>, onSee: () => void}} props */
export function TokenPanel({ scene, moves, onSee }) {
  const selected = scene.chosen.value;
  const drafting = scene.tool.value === "place" && scene.draft.value && scene.edits.value;
  return html`<section class="panel-body stack" aria-label=${t("Token")}>
    ${drafting ? html`<${Draft} scene=${scene} />`
      : selected.length === 0 ? html`<div class="empty"><${Icon} name="circle-user-round" /><h2>${t("No token selected")}</h2><p>${scene.edits.value ? t("Choose one on the map, or make a new one with the tools at the left.") : t("Choose one on the map; yours have a warm ring.")}</p></div>`
      : selected.length > 1 ? html`<${Several} scene=${scene} moves=${moves} />`
      : scene.edits.value ? html`<${Inspector} key=${selected[0].id} scene=${scene} token=${selected[0]} moves=${moves} />`
      : html`<${SeenToken} key=${selected[0].id} scene=${scene} token=${selected[0]} onSee=${onSee} />`}
  </section>`;
}

/** @param {{scene: import("./model.js").Scene}} props */
function Draft({ scene }) {
  const draft = scene.draft.value;
  const set = (/** @type {object} */ fields) => { scene.draft.value = { ...scene.draft.value, ...fields }; };
  const stop = () => { scene.tool.value = "select"; };
  if (draft.character) {
    return html`<h2>${draft.name}</h2><p class="alert alert-note">${t("Now click on the map where it stands.")}</p>
      <button type="button" class="btn btn-quiet" onClick=${stop}>${t("Cancel")}</button>`;
  }
  return html`<h2>${t("New token")}</h2>
    <label class="field">${t("Name")}<input maxlength="50" value=${draft.name} data-draft-name onInput=${(/** @type {any} */ event) => set({ name: event.target.value })} onFocus=${(/** @type {any} */ event) => event.target.select()} /></label>
    <${Disposition} value=${draft.disposition} onChange=${(/** @type {string} */ disposition) => set({ disposition })} />
    <${Size} value=${draft.size} onChange=${(/** @type {number} */ size) => set({ size })} />
    <${Check} label=${t("Hidden from the players")} checked=${draft.hidden} onChange=${(/** @type {boolean} */ hidden) => set({ hidden })} />
    <p class="alert alert-note">${t("Now click on the map where it stands.")}</p>
    <button type="button" class="btn btn-quiet" onClick=${stop}>${t("Cancel")}</button>`;
}
