/** A game master's scenes: prepare, look at, show to the players; the maps and the grid of the scene in view. */
import { html, useSignal } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon, IconButton } from "../base/parts.js";
import { DisplayDialog } from "./display_dialog.js";
import { GridForm } from "./grid_form.js";
import { takeAway } from "./options.js";

/** @param {{scene: import("./model.js").Scene, onLibrary: () => void}} props */
export function ScenePanel({ scene, onLibrary }) {
  const { room } = scene;
  const connecting = useSignal(false);
  const scenes = Object.values(scene.scenes.value).sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.name.localeCompare(b.name));
  return html`<section class="panel-body stack" aria-label=${t("Scenes")}>
    <div class="row"><h2 class="grow">${t("Scenes")}</h2>
      <button type="button" class="btn btn-s" onClick=${() => { connecting.value = true; }}><${Icon} name="monitor" />${t("Display")}</button></div>
    <${NewScene} room=${room} />
    ${scenes.length === 0 && html`<div class="empty"><${Icon} name="layers" /><h3>${t("No scene yet")}</h3><p>${t("A scene is one place: its maps, its grid, its tokens. Name the first one above.")}</p></div>`}
    <ul class="list scene-list">${scenes.map((one) => html`<${SceneRow} key=${one.id} scene=${scene} row=${one} />`)}</ul>
    ${scene.scene.value && html`<${PlacedMaps} scene=${scene} onLibrary=${onLibrary} /><${GridForm} key=${scene.id.value} scene=${scene} />`}
    ${connecting.value && html`<${DisplayDialog} room=${room} onClose=${() => { connecting.value = false; }} />`}
  </section>`;
}

/** @param {{room: import("../rooms/store.js").Room}} props */
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

/** @param {{scene: import("./model.js").Scene, row: any}} props */
function SceneRow({ scene, row }) {
  const { room } = scene;
  const renaming = useSignal(false);
  const looking = scene.id.value === row.id;
  const rename = (/** @type {any} */ event) => {
    const name = event.target.value.trim();
    renaming.value = false;
    if (name && name !== row.name) room.send("scene.update", { scene: row.id, name });
  };
  const remove = async () => {
    const text = t("Delete the scene {name} with all its tokens? Its maps stay in your library.", { name: row.name });
    if (await room.confirm(text, t("Delete"), t("This cannot be undone."))) room.send("scene.delete", { scene: row.id });
  };
  return html`<li aria-current=${looking ? "true" : undefined}>
    ${renaming.value
      ? html`<input class="grow" autofocus maxlength="80" value=${row.name} aria-label=${t("New name")} onBlur=${rename} onKeyDown=${(/** @type {any} */ event) => event.key === "Enter" && event.target.blur()} ref=${(/** @type {HTMLInputElement | null} */ field) => field?.focus()} />`
      : html`<button type="button" class="scene-look grow" onClick=${() => room.live.lookAt(row.active ? null : row.id)} title=${t("Look at {name}", { name: row.name })}>
        <strong class="truncate">${row.name}</strong>
        <span class="small quiet">${row.active ? html`<span class="badge badge-good"><${Icon} name="eye" />${t("shown to the players")}</span>` : looking ? t("only you see this") : t("not shown")}</span></button>`}
    ${!row.active && html`<button type="button" class="btn btn-s" onClick=${() => show(room, row)}>${t("Show to players")}</button>`}
    <${IconButton} icon="pencil" label=${t("Rename {name}", { name: row.name })} onClick=${() => { renaming.value = true; }} />
    <${IconButton} icon="trash-2" label=${t("Delete {name}", { name: row.name })} onClick=${remove} />
  </li>`;
}

/** @param {import("../rooms/store.js").Room} room @param {any} row */
async function show(room, row) {
  if (await room.send("scene.activate", { scene: row.id })) {
    room.live.lookAt(null);
    room.toast(t("The players see {name}.", { name: row.name }), "good");
  }
}

/** @param {{scene: import("./model.js").Scene, onLibrary: () => void}} props */
function PlacedMaps({ scene, onLibrary }) {
  const arrange = (/** @type {any} */ map) => {
    scene.tool.value = "arrange";
    scene.selectedMap.value = map.id;
  };
  return html`<section class="stack-s"><div class="row"><h3 class="grow">${t("Maps of this scene")}</h3><button type="button" class="btn btn-s" onClick=${onLibrary}><${Icon} name="image-plus" />${t("Place a map")}</button></div>
    ${scene.maps.value.length === 0 && html`<p class="quiet small">${t("None yet: place one from your maps.")}</p>`}
    <ul class="list">${scene.maps.value.map((map) => html`<li key=${map.id}>
      <span class="grow truncate">${map.name ?? t("Map")}</span>
      <button type="button" class="btn btn-s" aria-pressed=${!map.hidden} onClick=${() => scene.room.send("map.update", { placed_map: map.id, hidden: !map.hidden })}><${Icon} name=${map.hidden ? "eye-off" : "eye"} />${map.hidden ? t("hidden") : t("shown")}</button>
      <${IconButton} icon="pencil" label=${t("Arrange {name}", { name: map.name ?? "" })} onClick=${() => arrange(map)} />
      <${IconButton} icon="x" label=${t("Take {name} away", { name: map.name ?? "" })} onClick=${() => takeAway(scene, map)} /></li>`)}</ul></section>`;
}
