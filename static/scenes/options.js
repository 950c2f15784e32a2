/** Options of the tool in hand, beside the rail and only while it is held; folded they leave more of the map in sight. */
import { html, signal } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon, IconButton } from "../base/parts.js";
import { options } from "./joined.js";

/** Whatever tool is in hand. */
const folded = signal(false);

/** @param {{scene: import("./model.js").Scene}} props */
export function OptionsBar({ scene }) {
  const held = optionsOf(scene);
  if (!held) return null;
  const small = folded.value;
  return html`<div class=${`options-bar ${small ? "options-bar-folded" : ""}`}>${held}
    <${IconButton} icon=${small ? "chevron-down" : "chevron-up"} label=${small ? t("All options") : t("Fewer options")} aria-expanded=${!small} onClick=${() => { folded.value = !small; }} /></div>`;
}

/** @param {import("./model.js").Scene} scene */
function optionsOf(scene) {
  const tool = scene.tool.value;
  const draft = scene.draft.value;
  if (tool === "place" && draft) {
    return html`<div class="panel options" role="status"><b>${t("New token")}</b><span>${t("Click where {name} stands; Shift keeps placing.", { name: draft.name || t("it") })}</span></div>`;
  }
  if (tool === "arrange") return html`<${ArrangeOptions} scene=${scene} />`;
  const Options = options[tool];
  return Options ? html`<${Options} scene=${scene} />` : null;
}

/** @param {{scene: import("./model.js").Scene}} props */
function ArrangeOptions({ scene }) {
  const map = scene.maps.value.find((one) => one.id === scene.selectedMap.value);
  if (!map) return html`<div class="panel options" role="status"><b>${t("Arrange maps")}</b><span>${t("Drag a map; it keeps to the grid, Alt moves it freely.")}</span></div>`;
  const change = (/** @type {object} */ fields) => scene.room.send("map.update", { placed_map: map.id, ...fields });
  const number = (/** @type {string} */ field, /** @type {string} */ label, /** @type {any} */ more = {}) => html`<label>${label}
    <input type="number" value=${more.show ? more.show(map[field]) : Math.round(map[field] * 1000) / 1000} step=${more.step ?? 1} min=${more.min} max=${more.max}
      onChange=${(/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && change({ [field]: more.read ? more.read(event.target.valueAsNumber) : event.target.valueAsNumber })} /></label>`;
  return html`<section class="panel options options-form" aria-label=${t("Map {name}", { name: map.name ?? "" })}>
    <b class="truncate">${map.name ?? t("Map")}</b>
    ${number("x", "X")}${number("y", "Y")}
    ${number("scale", t("Scale"), { step: 0.01, min: 0.01, max: 20 })}
    ${number("rotation", t("Turn"), { step: 15, read: (/** @type {number} */ value) => ((value % 360) + 360) % 360 })}
    ${number("opacity", t("Opacity %"), { min: 5, max: 100, step: 5, show: (/** @type {number} */ value) => Math.round((value ?? 1) * 100), read: (/** @type {number} */ value) => value / 100 })}
    ${number("z", t("Order"))}
    <label class="check"><input type="checkbox" checked=${map.hidden} onChange=${(/** @type {any} */ event) => change({ hidden: event.target.checked })} />${t("Hidden")}</label>
    <label class="check"><input type="checkbox" checked=${map.locked} onChange=${(/** @type {any} */ event) => change({ locked: event.target.checked })} />${t("Locked")}</label>
    <button type="button" class="btn btn-s" onClick=${() => takeAway(scene, map)}><${Icon} name="trash-2" />${t("Take away")}</button>
  </section>`;
}

/** @param {import("./model.js").Scene} scene @param {any} map */
export async function takeAway(scene, map) {
  const text = t("Take {name} off this scene? It stays in your library.", { name: map.name ?? t("this map") });
  if (await scene.room.confirm(text, t("Take away"))) scene.room.send("map.take", { placed_map: map.id });
}
