/** Folders as cards and as a tree. What is dragged onto a folder moves there; dialogs do it without a mouse. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../i18n.js";
import { Icon } from "../parts.js";
import { places } from "./paths.js";

const KIND = "application/x-dreamtable-item";
const FOLDER = "application/x-dreamtable-folder";

/** Moves what is dropped on it into `target`. @param {import("./store.js").Library} library @param {string | null} target */
export function useDropOf(library, target) {
  const over = useSignal(false);
  return {
    "data-over": over.value,
    onDragOver: (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.some((type) => type === KIND || type === FOLDER || type === "Files")) return;
      event.preventDefault();
      event.stopPropagation();
      over.value = true;
    },
    onDragLeave: () => { over.value = false; },
    onDrop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      event.stopPropagation();
      over.value = false;
      const item = event.dataTransfer?.getData(KIND);
      const folder = event.dataTransfer?.getData(FOLDER);
      if (item && library.picked.value.has(item)) library.changePicked({ folder: target });
      else if (item) library.changeItem(item, { folder: target });
      else if (folder) folder !== target && library.changeFolder(folder, { parent: target });
      else library.uploads.add(event.dataTransfer?.files ?? [], target);
    },
  };
}

/** What a card of the library is dragged by. @param {string} id */
export const dragItem = (id) => dragOf(KIND, id);

/** @param {string} kind @param {string} id */
const dragOf = (kind, id) => (/** @type {DragEvent} */ event) => { event.stopPropagation(); event.dataTransfer?.setData(kind, id); };

/** @param {{library: import("./store.js").Library, folder: import("./paths.js").Folder}} props */
export function FolderCard({ library, folder }) {
  const drop = useDropOf(library, folder.id);
  return html`<a class=${`card row-s ${drop["data-over"] ? "drop" : ""}`} href=${`#/folder/${folder.id}`} data-folder=${folder.id} draggable="true" onDragStart=${dragOf(FOLDER, folder.id)} ...${drop}>
    <${Icon} name="folder" /><h3 class="grow truncate">${folder.name}</h3>
    <span class="chip">${library.shelf.words.count(folder[library.shelf.items])}</span></a>`;
}

/** All folders at once, to go to and to drop on. @param {{library: import("./store.js").Library}} props */
export function FolderTree({ library }) {
  const folders = library.folders.value ?? [];
  if (!folders.length) return null;
  return html`<details class="fold folder-tree" open=${!window.matchMedia("(max-width: 700px)").matches}><summary><h2>${t("Folders")}</h2></summary>
    <ul><${Branch} library=${library} id=${null} name=${t("top level")} depth=${0} />
      ${places(folders).map(({ folder, depth }) => html`<${Branch} key=${folder.id} library=${library} id=${folder.id} name=${folder.name} depth=${depth + 1} />`)}</ul></details>`;
}

/** @param {{library: import("./store.js").Library, id: string | null, name: string, depth: number}} props */
function Branch({ library, id, name, depth }) {
  const drop = useDropOf(library, id);
  const here = library.folder.value === id && !library.finding();
  return html`<li><button type="button" class="btn btn-quiet btn-s branch" style=${{ "--depth": String(Math.min(depth, 6)) }} aria-current=${here ? "true" : undefined}
    draggable=${id !== null} onDragStart=${id ? dragOf(FOLDER, id) : undefined} onClick=${() => library.open(id)} ...${drop}><${Icon} name="folder" /><span class="truncate">${name}</span></button></li>`;
}

/** Chooses one of many. @param {{library: import("./store.js").Library, item: any}} props */
export function Pick({ library, item }) {
  if (!library.mayUpload) return null;
  const pick = () => {
    const next = new Set(library.picked.value);
    if (!next.delete(item.id)) next.add(item.id);
    library.picked.value = next;
  };
  return html`<label class="pick"><input type="checkbox" checked=${library.picked.value.has(item.id)} onChange=${pick} aria-label=${t("Choose {name}", { name: item.name })} /></label>`;
}
