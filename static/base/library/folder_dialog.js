/** A folder's name and place: for a new one, and for one that is renamed or moved. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../i18n.js";
import { Dialog, Field } from "../parts.js";
import { places } from "./paths.js";

/**
 * Where something may lie, the top level first.
 * @param {{library: import("./store.js").Library, value: string | null, except?: string | null, onChange: (id: string | null) => void}} props
 */
export function PlaceSelect({ library, value, except = null, onChange }) {
  const change = (/** @type {any} */ event) => onChange(event.target.value || null);
  return html`<select value=${value ?? ""} onChange=${change}>
    <option value="">${t("top level")}</option>
    ${places(library.folders.value ?? [], except).map(({ folder, depth }) => html`<option key=${folder.id} value=${folder.id}>${"– ".repeat(depth + 1)}${folder.name}</option>`)}
  </select>`;
}

/** @param {{library: import("./store.js").Library, folder: import("./paths.js").Folder | null, onClose: () => void}} props `folder` null: a new one */
export function FolderDialog({ library, folder, onClose }) {
  const name = useSignal(folder?.name ?? "");
  const parent = useSignal(folder ? folder.parent : library.folder.value);
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const fields = { name: name.value.trim(), parent: parent.value };
    const done = folder ? await library.changeFolder(folder.id, fields) : await library.createFolder(fields.name, fields.parent);
    if (done) onClose();
  };
  const remove = async () => {
    if (!folder) return;
    const { items, words } = library.shelf;
    const inside = folder[items] ? words.goesToo(folder[items]) : "";
    const text = t("Delete the folder {name} with everything in it? {inside}", { name: folder.name, inside });
    onClose();
    if (await library.notices.confirm(text, t("Delete"))) library.deleteFolder(folder);
  };
  return html`<${Dialog} title=${folder ? t("Folder") : t("New folder")} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <${Field} label=${t("Name")}><input required maxlength="80" autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
      <${Field} label=${t("Lies in")}><${PlaceSelect} library=${library} value=${parent.value} except=${folder?.id ?? null} onChange=${(/** @type {string | null} */ id) => { parent.value = id; }} /><//>
      <div class="dialog-actions">
        ${folder && html`<button type="button" class="btn btn-danger" onClick=${remove}>${t("Delete …")}</button>`}
        <button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button>
        <button class="btn btn-primary" disabled=${!name.value.trim()}>${folder ? t("Save") : t("Create")}</button>
      </div>
    </form><//>`;
}
