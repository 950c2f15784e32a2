/** Words in the middle of an empty map: what is missing, and the one next step. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

/** @param {{scene: import("./model.js").Scene, onScenes: () => void, onLibrary: () => void}} props */
export function NothingShown({ scene, onScenes, onLibrary }) {
  if (!scene.room.state.value) return null;
  const edits = scene.edits.value;
  if (!scene.scene.value) {
    return edits
      ? html`<div class="empty map-empty"><${Icon} name="layers" /><h2 class="serif">${t("The table is empty")}</h2><p>${t("Create a scene, place a map on it, and show it to your players.")}</p><button type="button" class="btn btn-primary" onClick=${onScenes}>${t("Create a scene")}</button></div>`
      : html`<div class="empty map-empty"><${Icon} name="map" /><h2 class="serif">${t("No scene is shown yet")}</h2><p>${t("The game master shows one when it begins. Until then, say hello.")}</p></div>`;
  }
  if (edits && !scene.maps.value.length && !scene.tokens.value.length && scene.tool.value === "select") {
    return html`<div class="empty map-empty"><${Icon} name="image-plus" /><h2 class="serif">${scene.scene.value.name}</h2><p>${t("This scene has no map yet. Place one, or begin with tokens on the bare grid.")}</p><button type="button" class="btn btn-primary" onClick=${onLibrary}>${t("Place a map")}</button></div>`;
  }
  return null;
}
