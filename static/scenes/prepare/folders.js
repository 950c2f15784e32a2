/** Folders of scenes: what there is, a dialog for a name, and what becomes of one. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Dialog, Field } from "../../base/parts.js";
import { above, join, nameOf, pathsOf } from "./tree.js";

/** The paths of a room's folders. @param {import("../../rooms/store.js").Room} room */
export function foldersOf(room) {
  return pathsOf(Object.values(room.kind("scene").value), Object.values(room.kind("scene_folder").value).map((folder) => folder.path));
}

/**
 * Where a scene or folder lies.
 * @param {{room: import("../../rooms/store.js").Room, value: string, except?: string, onChange: (path: string) => void}} props
 *   `except`: a folder that cannot lie in itself
 */
export function FolderSelect({ room, value, except = "", onChange }) {
  const offered = foldersOf(room).filter((path) => !except || (path !== except && !path.startsWith(`${except}/`)));
  return html`<select value=${value} onChange=${(/** @type {any} */ event) => onChange(event.target.value)}>
    <option value="">${t("top level")}</option>
    ${offered.map((path) => html`<option key=${path} value=${path}>${"– ".repeat(path.split("/").length)}${nameOf(path)}</option>`)}</select>`;
}

/** A new folder, or another name and place for `path`. @param {{room: import("../../rooms/store.js").Room, path: string, onClose: () => void}} props */
export function FolderName({ room, path, onClose }) {
  const name = useSignal(nameOf(path));
  const parent = useSignal(above(path));
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const to = join(parent.value, name.value.trim());
    const done = path ? to === path || (await room.send("scene.folder_rename", { path, to })) : await room.send("scene.folder_create", { path: to });
    if (done) onClose();
  };
  return html`<${Dialog} title=${path ? t("Folder {name}", { name: nameOf(path) }) : t("New folder")} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <${Field} label=${t("Name")}><input required maxlength="60" pattern="[^\\/]*" title=${t("No slashes: folders lie in each other by the choice below.")} autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
      <${Field} label=${t("Lies in")}><${FolderSelect} room=${room} value=${parent.value} except=${path} onChange=${(/** @type {string} */ to) => { parent.value = to; }} /><//>
      <div class="dialog-actions"><button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button>
        <button class="btn btn-primary" disabled=${!name.value.trim()}>${path ? t("Save") : t("Create")}</button></div>
    </form><//>`;
}

/** @param {import("../../rooms/store.js").Room} room @param {import("./tree.js").FolderRow} row */
export async function deleteFolder(room, row) {
  const inside = row.scenes ? tn("{count} scene in it goes too, with all its tokens.", "{count} scenes in it go too, with all their tokens.", row.scenes) : t("No scene is in it.");
  if (await room.confirm(t("Delete the folder {name}?", { name: row.name }), t("Delete"), inside)) room.send("scene.folder_delete", { path: row.path });
}
