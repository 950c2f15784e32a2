/** Rows of the tree: folders and scenes, dragged into folders and into order; Alt and the arrows do the same by keys. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Dialog, Field, Icon, IconButton } from "../../base/parts.js";
import { FolderName, FolderSelect, deleteFolder } from "./folders.js";
import { join, ordered, shifted, within } from "./tree.js";

const SCENE = "application/x-dreamtable-scene";
const FOLDER = "application/x-dreamtable-scene-folder";

/** What may be dropped on a row. @param {(kind: string, what: string) => void} take */
function useDrop(take) {
  const over = useSignal(false);
  return {
    "data-over": over.value,
    onDragOver: (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.some((type) => type === SCENE || type === FOLDER)) return;
      event.preventDefault();
      over.value = true;
    },
    onDragLeave: () => { over.value = false; },
    onDrop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      over.value = false;
      for (const kind of [SCENE, FOLDER]) {
        const what = event.dataTransfer?.getData(kind);
        if (what) take(kind, what);
      }
    },
  };
}

/** Indents a row by the folders around it. @param {number} depth */
const indent = (depth) => ({ style: { "--depth": String(Math.min(depth, 5)) } });

/** @param {{scene: import("../model.js").Scene, row: import("./tree.js").FolderRow, onFold: () => void}} props */
export function FolderLine({ scene, row, onFold }) {
  const { room } = scene;
  const naming = useSignal(false);
  const drop = useDrop((kind, what) => {
    if (kind === SCENE) return void room.send("scene.update", { scene: what, folder: row.path });
    const to = join(row.path, what.slice(what.lastIndexOf("/") + 1));
    if (!within(row.path, what) && to !== what) room.send("scene.folder_rename", { path: what, to });
  });
  return html`<li class="scene-folder" ...${indent(row.depth)} ...${drop}>
    <button type="button" class="scene-look grow" aria-expanded=${!row.closed} draggable="true" onClick=${onFold}
      onDragStart=${(/** @type {DragEvent} */ event) => event.dataTransfer?.setData(FOLDER, row.path)}>
      <span class="row-s"><${Icon} name=${row.closed ? "chevron-right" : "chevron-down"} /><${Icon} name="folder" /><strong class="truncate">${row.name}</strong></span></button>
    <span class="small quiet">${tn("{count} scene", "{count} scenes", row.scenes)}</span>
    <${IconButton} icon="pencil" label=${t("Rename or move {name}", { name: row.name })} onClick=${() => { naming.value = true; }} />
    <${IconButton} icon="trash-2" label=${t("Delete {name}", { name: row.name })} onClick=${() => deleteFolder(room, row)} />
    ${naming.value && html`<${FolderName} room=${room} path=${row.path} onClose=${() => { naming.value = false; }} />`}
  </li>`;
}

/** @param {{scene: import("../model.js").Scene, row: any, depth: number}} props */
export function SceneLine({ scene, row, depth }) {
  const { room } = scene;
  const naming = useSignal(false);
  const looking = scene.id.value === row.id;
  const all = () => Object.values(scene.scenes.value);
  const drop = useDrop(async (kind, what) => {
    if (kind !== SCENE || what === row.id) return;
    const folder = row.folder ?? "";
    const order = ordered(all(), folder, what, row.id);
    if ((scene.scenes.value[what]?.folder ?? "") !== folder) await room.send("scene.update", { scene: what, folder });
    room.send("scene.order", { scenes: order });
  });
  const move = (/** @type {-1 | 1} */ by) => {
    const order = shifted(all(), row, by);
    if (order) room.send("scene.order", { scenes: order });
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "F2") naming.value = true;
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) move(event.key === "ArrowUp" ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return html`<li aria-current=${looking ? "true" : undefined} ...${indent(depth)} ...${drop}>
    <img class="scene-thumbnail" src=${`${room.page.api}/scenes/${row.id}/thumbnail`} alt="" loading="lazy" draggable="false" onError=${hide} />
    <button type="button" class="scene-look grow" draggable="true" onKeyDown=${key} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown F2" onClick=${() => room.live.lookAt(row.active ? null : row.id)} title=${t("Look at {name}", { name: row.name })}
      onDragStart=${(/** @type {DragEvent} */ event) => event.dataTransfer?.setData(SCENE, row.id)}>
      <strong class="truncate">${row.name}</strong>
      <span class="small quiet">${row.active ? html`<span class="badge badge-good"><${Icon} name="eye" />${t("shown to the players")}</span>` : looking ? t("only you see this") : t("not shown")}</span></button>
    ${!row.active && html`<button type="button" class="btn btn-s" aria-label=${t("Show {name} to the players", { name: row.name })} onClick=${() => show(room, row)}>${t("Show")}</button>`}
    <details class="menu" data-menu><summary aria-label=${t("More about {name}", { name: row.name })}><${Icon} name="ellipsis" /></summary>
      <div class="menu-items"><${Items} scene=${scene} row=${row} onName=${() => { naming.value = true; }} onMove=${move} /></div></details>
    ${naming.value && html`<${SceneName} scene=${scene} row=${row} onClose=${() => { naming.value = false; }} />`}
  </li>`;
}

/** A scene without maps has no picture. @param {any} event */
function hide(event) {
  event.target.hidden = true;
}

/** @param {{scene: import("../model.js").Scene, row: any, onName: () => void, onMove: (by: -1 | 1) => void}} props */
function Items({ scene, row, onName, onMove }) {
  const { room } = scene;
  const file = (/** @type {string} */ format) => `${room.page.api}/scenes/${row.id}/export?format=${format}`;
  const remove = async () => {
    const text = t("Delete the scene {name} with all its tokens? Its maps stay in your library.", { name: row.name });
    if (await room.confirm(text, t("Delete"), t("This cannot be undone."))) room.send("scene.delete", { scene: row.id });
  };
  const item = (/** @type {string} */ icon, /** @type {string} */ label, /** @type {() => void} */ run) => html`<button type="button" class="menu-item" onClick=${(/** @type {any} */ event) => { event.target.closest("details")?.removeAttribute("open"); run(); }}><${Icon} name=${icon} />${label}</button>`;
  return html`
    ${item("pencil", t("Rename or move …"), onName)}
    ${item("copy", t("Duplicate"), () => room.send("scene.duplicate", { scene: row.id }))}
    ${item("minus", t("Up (Alt+↑)"), () => onMove(-1))}
    ${item("plus", t("Down (Alt+↓)"), () => onMove(1))}
    <a href=${file("uvtt")} download><${Icon} name="download" />${t("Save as Universal VTT")}</a>
    <a href=${file("zip")} download><${Icon} name="download" />${t("Save all of it (zip)")}</a>
    <a href=${file("json")} download><${Icon} name="download" />${t("Save without pictures (JSON)")}</a>
    ${item("trash-2", t("Delete …"), remove)}`;
}

/** @param {{scene: import("../model.js").Scene, row: any, onClose: () => void}} props */
function SceneName({ scene, row, onClose }) {
  const name = useSignal(row.name);
  const folder = useSignal(row.folder ?? "");
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await scene.room.send("scene.update", { scene: row.id, name: name.value.trim(), folder: folder.value })) onClose();
  };
  return html`<${Dialog} title=${t("Scene {name}", { name: row.name })} onClose=${onClose}><form class="stack" onSubmit=${save}>
    <${Field} label=${t("Name")}><input required maxlength="80" autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
    <${Field} label=${t("Lies in")}><${FolderSelect} room=${scene.room} value=${folder.value} onChange=${(/** @type {string} */ to) => { folder.value = to; }} /><//>
    <div class="dialog-actions"><button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button>
      <button class="btn btn-primary" disabled=${!name.value.trim()}>${t("Save")}</button></div></form><//>`;
}

/** @param {import("../../rooms/store.js").Room} room @param {any} row */
async function show(room, row) {
  if (await room.send("scene.activate", { scene: row.id })) {
    room.live.lookAt(null);
    room.toast(t("The players see {name}.", { name: row.name }), "good");
  }
}
