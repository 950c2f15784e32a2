/** The maps of the scene in view, the uppermost first: shown or hidden, locked, in order, see-through. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { NotSecret } from "../../maps/secrecy.js";
import { takeAway } from "../options.js";

/** @param {{scene: import("../model.js").Scene, onLibrary: () => void}} props */
export function PlacedMaps({ scene, onLibrary }) {
  const maps = [...scene.maps.value].reverse();
  return html`<section class="stack-s" aria-label=${t("Maps of this scene")}><div class="row"><h3 class="grow">${t("Maps of this scene")}</h3>
      <button type="button" class="btn btn-s" onClick=${onLibrary}><${Icon} name="image-plus" />${t("Place a map")}</button></div>
    ${maps.length === 0 && html`<p class="quiet small">${t("None yet: place one from your maps.")}</p>`}
    <ul class="list">${maps.map((map, at) => html`<${Placed} key=${map.id} scene=${scene} map=${map} over=${maps[at - 1]} under=${maps[at + 1]} />`)}</ul></section>`;
}

/** @param {{scene: import("../model.js").Scene, map: any, over: any, under: any}} props `over`, `under`: its neighbours */
function Placed({ scene, map, over, under }) {
  const name = map.name ?? t("Map");
  const change = (/** @type {object} */ fields) => scene.room.send("map.update", { placed_map: map.id, ...fields });
  const arrange = () => {
    scene.tool.value = "arrange";
    scene.selectedMap.value = map.id;
  };
  const number = (/** @type {string} */ field, /** @type {string} */ label, /** @type {number} */ factor, /** @type {any} */ more) => html`<label class="field">${label}
    <input type="number" value=${Math.round((map[field] ?? 0) * factor * 100) / 100} ...${more} onChange=${(/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && change({ [field]: event.target.valueAsNumber / factor })} /></label>`;
  return html`<li class="placed-map">
    <details class="grow"><summary class="truncate">${name}${map.locked ? html` <${Icon} name="lock" />` : ""}</summary>
      <${NotSecret} media=${map.media} />
      <div class="form-grid">
        ${number("opacity", t("Opacity, %"), 100, { min: 0, max: 100, step: 5 })}
        ${number("rotation", t("Turned, degrees"), 1, { min: -360, max: 360, step: 15 })}
        ${number("scale", t("Scale"), 1, { min: 0.01, max: 100, step: "any" })}
        <label class="check"><input type="checkbox" checked=${map.locked} onChange=${(/** @type {any} */ event) => change({ locked: event.target.checked })} />${t("Locked in its place")}</label>
        <span class="row-s wide"><button type="button" class="btn btn-s" disabled=${!over} onClick=${() => over && change({ z: (over.z ?? 0) + 1 })}>${t("Above {name}", { name: over?.name ?? t("the others") })}</button>
          <button type="button" class="btn btn-s" disabled=${!under} onClick=${() => under && change({ z: (under.z ?? 0) - 1 })}>${t("Below {name}", { name: under?.name ?? t("the others") })}</button></span>
      </div></details>
    <button type="button" class="btn btn-s" aria-pressed=${!map.hidden} aria-label=${map.hidden ? t("{name} is hidden from the players", { name }) : t("{name} is shown to the players", { name })} onClick=${() => change({ hidden: !map.hidden })}><${Icon} name=${map.hidden ? "eye-off" : "eye"} />${map.hidden ? t("hidden") : t("shown")}</button>
    <${IconButton} icon="pencil" label=${t("Arrange {name}", { name })} onClick=${arrange} />
    <${IconButton} icon="x" label=${t("Take {name} away", { name })} onClick=${() => takeAway(scene, map)} /></li>`;
}
