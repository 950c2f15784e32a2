/** What is done with all that is chosen at once. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../i18n.js";
import { Dialog, Field, Icon } from "../parts.js";
import { PlaceSelect } from "./folder_dialog.js";
import { tagsFrom } from "./paths.js";

/** @param {{library: import("./store.js").Library}} props */
export function PickedBar({ library }) {
  const asking = useSignal(/** @type {"" | "move" | "tag"} */ (""));
  const { picked, items, notices, shelf: { words } } = library;
  const count = picked.value.size;
  const shown = items.value ?? [];
  if (!count) return null;
  const remove = async () => {
    const used = words.usedBy(shown.filter((one) => picked.value.has(one.id)));
    if (!(await notices.confirm(words.deleteMany(count), t("Delete"), used))) return;
    const done = await library.changePicked({ delete: true });
    if (done) notices.toast(words.gone(done[library.shelf.items]), "good");
  };
  return html`<div class="card row-s picked" role="group" aria-label=${words.allChosen()}>
    <strong role="status">${words.chosen(count)}</strong>
    <button type="button" class="btn btn-s" onClick=${() => { asking.value = "move"; }}><${Icon} name="folder" />${t("Move …")}</button>
    <button type="button" class="btn btn-s" onClick=${() => { asking.value = "tag"; }}># ${t("Tags …")}</button>
    <button type="button" class="btn btn-s btn-danger" onClick=${remove}><${Icon} name="trash-2" />${t("Delete …")}</button>
    <button type="button" class="btn btn-s btn-quiet push" onClick=${() => { picked.value = new Set(shown.map((one) => one.id)); }}>${t("All of these")}</button>
    <button type="button" class="btn btn-s btn-quiet" onClick=${() => { picked.value = new Set(); }}>${t("None")}</button>
    ${asking.value === "move" && html`<${MoveDialog} library=${library} onClose=${() => { asking.value = ""; }} />`}
    ${asking.value === "tag" && html`<${TagDialog} library=${library} onClose=${() => { asking.value = ""; }} />`}
  </div>`;
}

/** @param {{library: import("./store.js").Library, onClose: () => void}} props */
function MoveDialog({ library, onClose }) {
  const folder = useSignal(library.folder.value);
  const move = async () => { if (await library.changePicked({ folder: folder.value })) onClose(); };
  return html`<${Dialog} title=${t("Move what is chosen")} onClose=${onClose}><div class="stack">
    <${Field} label=${t("Lies in")}><${PlaceSelect} library=${library} value=${folder.value} onChange=${(/** @type {string | null} */ id) => { folder.value = id; }} /><//>
    <div class="dialog-actions"><button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button><button type="button" class="btn btn-primary" onClick=${move}>${t("Move")}</button></div></div><//>`;
}

/** @param {{library: import("./store.js").Library, onClose: () => void}} props */
function TagDialog({ library, onClose }) {
  const add = useSignal("");
  const gone = useSignal(/** @type {Set<string>} */ (new Set()));
  const had = [...new Set((library.items.value ?? []).filter((one) => library.picked.value.has(one.id)).flatMap((one) => one.tags))].sort();
  const save = async () => { if (await library.changePicked({ add: tagsFrom(add.value), remove: [...gone.value] })) onClose(); };
  const toggle = (/** @type {string} */ tag) => {
    const next = new Set(gone.value);
    if (!next.delete(tag)) next.add(tag);
    gone.value = next;
  };
  return html`<${Dialog} title=${t("Tags of what is chosen")} onClose=${onClose}><div class="stack">
    <${TagField} library=${library} label=${t("Give them, separated by commas")} value=${add.value} onInput=${(/** @type {string} */ text) => { add.value = text; }} />
    ${had.length > 0 && html`<fieldset class="stack-s"><legend>${t("Take from them")}</legend>${had.map((tag) => html`<label class="check" key=${tag}><input type="checkbox" checked=${gone.value.has(tag)} onChange=${() => toggle(tag)} />${tag}</label>`)}</fieldset>`}
    <div class="dialog-actions"><button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button><button type="button" class="btn btn-primary" onClick=${save}>${t("Save")}</button></div></div><//>`;
}

/** Tags as one writes them, with those that there are already as suggestions. @param {{library: import("./store.js").Library, label: string, value: string, onInput: (text: string) => void}} props */
export function TagField({ library, label, value, onInput }) {
  const written = tagsFrom(value);
  const offered = library.tags.value.filter(({ tag }) => !written.some((own) => own.toLowerCase() === tag.toLowerCase())).slice(0, 12);
  return html`<div class="stack-s"><${Field} label=${label}><input maxlength="400" autocomplete="off" value=${value} onInput=${(/** @type {any} */ event) => onInput(event.target.value)} /><//>
    ${offered.length > 0 && html`<span class="row-s">${offered.map(({ tag }) => html`<button type="button" key=${tag} class="btn btn-s btn-quiet" onClick=${() => onInput([...written, tag].join(", "))}># ${tag}</button>`)}</span>`}</div>`;
}
