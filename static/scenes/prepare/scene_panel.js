/** A game master's scenes: prepare, order in folders, look at, show to the players; then all about the one in view. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { DisplayDialog } from "../display_dialog.js";
import { GridForm } from "../grid_form.js";
import { VisionSettings } from "../vision/settings.js";
import { FolderName, foldersOf } from "./folders.js";
import { ImportDialog } from "./import_dialog.js";
import { PlacedMaps } from "./placed_maps.js";
import { PlaylistForm } from "./playlist_form.js";
import { RulesForm } from "./rules_form.js";
import { FolderLine, SceneLine } from "./scene_rows.js";
import { treeOf } from "./tree.js";

/** @param {{scene: import("../model.js").Scene, onLibrary: () => void}} props */
export function ScenePanel({ scene, onLibrary }) {
  const { room } = scene;
  const asking = useSignal(/** @type {"" | "display" | "folder" | "import"} */ (""));
  const closed = useSignal(/** @type {Set<string>} */ (new Set()));
  const done = () => { asking.value = ""; };
  const scenes = Object.values(scene.scenes.value);
  const rows = treeOf(scenes, foldersOf(room), closed.value);
  const fold = (/** @type {string} */ path) => {
    const next = new Set(closed.value);
    if (!next.delete(path)) next.add(path);
    closed.value = next;
  };
  return html`<section class="panel-body stack" aria-label=${t("Scenes")}>
    <div class="row-s"><h2 class="grow">${t("Scenes")}</h2>
      <${IconButton} icon="folder-plus" label=${t("New folder")} onClick=${() => { asking.value = "folder"; }} />
      <${IconButton} icon="upload" label=${t("Import a scene")} onClick=${() => { asking.value = "import"; }} />
      <button type="button" class="btn btn-s" onClick=${() => { asking.value = "display"; }}><${Icon} name="monitor" />${t("Display")}</button></div>
    <${NewScene} room=${room} />
    ${rows.length === 0 && html`<div class="empty"><${Icon} name="layers" /><h3>${t("No scene yet")}</h3><p>${t("A scene is one place: its maps, its grid, its tokens. Name the first one above.")}</p></div>`}
    <ul class="list scene-list" aria-label=${t("Scenes and folders")}>${rows.map((row) => (row.kind === "folder"
      ? html`<${FolderLine} key=${row.key} scene=${scene} row=${row} onFold=${() => fold(row.path)} />`
      : html`<${SceneLine} key=${row.key} scene=${scene} row=${row.scene} depth=${row.depth} />`))}</ul>
    ${scene.scene.value && html`<${About} key=${scene.id.value} scene=${scene} onLibrary=${onLibrary} />`}
    ${asking.value === "display" && html`<${DisplayDialog} room=${room} onClose=${done} />`}
    ${asking.value === "folder" && html`<${FolderName} room=${room} path="" onClose=${done} />`}
    ${asking.value === "import" && html`<${ImportDialog} scene=${scene} onClose=${done} />`}
  </section>`;
}

/** What can be set for the scene in view. @param {{scene: import("../model.js").Scene, onLibrary: () => void}} props */
function About({ scene, onLibrary }) {
  return html`<h2 class="truncate scene-about">${scene.scene.value.name}</h2>
    <${PlacedMaps} scene=${scene} onLibrary=${onLibrary} />
    <details class="fold"><summary><h3>${t("Sight, fog and darkness")}</h3></summary><${VisionSettings} scene=${scene} /></details>
    <${RulesForm} scene=${scene} />
    <${PlaylistForm} scene=${scene} />
    <${GridForm} scene=${scene} />`;
}

/** @param {{room: import("../../rooms/store.js").Room}} props */
function NewScene({ room }) {
  const name = useSignal("");
  const create = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.value.trim()) return;
    const entry = await room.send("scene.create", { name: name.value.trim() });
    if (!entry) return;
    name.value = "";
    const made = entry.ops?.find((/** @type {any} */ op) => op[0] === "put" && op[1] === "scene");
    if (made) room.live.lookAt(made[2]);
  };
  return html`<form class="row-s nowrap" onSubmit=${create}>
    <input class="grow" maxlength="80" placeholder=${t("Name of a new scene")} aria-label=${t("Name of a new scene")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
    <button class="btn" disabled=${!name.value.trim()}><${Icon} name="plus" />${t("Create")}</button></form>`;
}
