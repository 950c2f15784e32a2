/** Settings of what players see of a scene, and a list of doors for who does not see the map. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { asPlayers, fogStrength } from "./fog_view.js";
import { doorsOf, toggleDoor, toggleLock, wordsOf } from "./doors.js";

/** @param {{scene: import("../model.js").Scene}} props */
export function VisionSettings({ scene }) {
  const row = scene.scene.value;
  if (!row) return null;
  const change = (/** @type {object} */ fields) => scene.room.send("scene.update", { scene: row.id, ...fields });
  return html`<section class="stack-s" aria-label=${t("What players see")}>
    <label class="field">${t("Sight")}<select value=${row.vision ?? "none"} onChange=${(/** @type {any} */ event) => change({ vision: event.target.value })}>
      <option value="none">${t("Everything, walls stop nobody's eyes")}</option>
      <option value="party">${t("What their tokens see, shared by all")}</option>
      <option value="own">${t("What their tokens see, each for themselves")}</option></select></label>
    <label class="check"><input type="checkbox" checked=${row.fog} onChange=${(/** @type {any} */ event) => change({ fog: event.target.checked })} />${t("Covered by fog until you reveal it")}</label>
    <label class="field">${t("Darkness, {percent} %", { percent: Math.round((row.darkness ?? 0) * 100) })}<input type="range" min="0" max="100" step="5" value=${(row.darkness ?? 0) * 100} onChange=${(/** @type {any} */ event) => change({ darkness: event.target.valueAsNumber / 100 })} />
      <span class="help">${t("From 50 % on, eyes need light or darkvision.")}</span></label>
    <label class="field">${t("Fog for you, {percent} %", { percent: Math.round(fogStrength.value * 100) })}<input type="range" min="20" max="100" step="5" value=${fogStrength.value * 100} onInput=${(/** @type {any} */ event) => { fogStrength.value = event.target.valueAsNumber / 100; }} /></label>
    <label class="check"><input type="checkbox" checked=${asPlayers.value} onChange=${(/** @type {any} */ event) => { asPlayers.value = event.target.checked; }} />${t("Fog and darkness as players have them")}</label>
  </section>`;
}

/** Hidden until the keyboard reaches it, as the list of tokens is. @param {{scene: import("../model.js").Scene}} props */
export function DoorList({ scene }) {
  const doors = doorsOf(scene).value;
  if (!doors.length) return null;
  return html`<section class="token-list" aria-label=${t("Doors")}><ul>${doors.map((door) => html`<li key=${door.id}>
    <button type="button" onClick=${() => toggleDoor(scene, door)}>${wordsOf(scene, door)}</button>
    ${scene.room.leads.value && html`<button type="button" onClick=${() => toggleLock(scene, door)}>${door.locked ? t("Unlock") : t("Lock")}</button>`}</li>`)}</ul></section>`;
}
