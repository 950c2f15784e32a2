/** Folders and maps as cards, and the tree of folders. What is dragged onto a folder moves there; dialogs do it without a mouse. */
import { html, useSignal } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Icon } from "../base/parts.js";
import { places } from "./paths.js";
import { NotSecret } from "./secrecy.js";

const KIND = "application/x-dreamtable-map";
const FOLDER = "application/x-dreamtable-map-folder";

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
      const map = event.dataTransfer?.getData(KIND);
      const folder = event.dataTransfer?.getData(FOLDER);
      if (map && library.picked.value.has(map)) library.changePicked({ folder: target });
      else if (map) library.changeMap(map, { folder: target });
      else if (folder) folder !== target && library.changeFolder(folder, { parent: target });
      else library.uploads.add(event.dataTransfer?.files ?? [], target);
    },
  };
}

/** @param {string} kind @param {string} id */
const dragOf = (kind, id) => (/** @type {DragEvent} */ event) => { event.stopPropagation(); event.dataTransfer?.setData(kind, id); };

/** @param {{library: import("./store.js").Library, folder: import("./paths.js").Folder}} props */
export function FolderCard({ library, folder }) {
  const drop = useDropOf(library, folder.id);
  return html`<a class=${`card row-s ${drop["data-over"] ? "drop" : ""}`} href=${`#/folder/${folder.id}`} data-folder=${folder.id} draggable="true" onDragStart=${dragOf(FOLDER, folder.id)} ...${drop}>
    <${Icon} name="folder" /><h3 class="grow truncate">${folder.name}</h3>
    <span class="chip">${tn("{count} map", "{count} maps", folder.maps)}</span></a>`;
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

/** @param {{library: import("./store.js").Library, map: any}} props */
export function MapCard({ library, map }) {
  const pick = () => {
    const next = new Set(library.picked.value);
    if (!next.delete(map.id)) next.add(map.id);
    library.picked.value = next;
  };
  return html`<div class="map-tile">
    <a class="card stack-s" href=${`#/map/${map.id}`} data-map-card=${map.id} draggable="true" onDragStart=${dragOf(KIND, map.id)}>
      <img class="card-picture" src=${map.thumbnail} alt="" loading="lazy" draggable="false" />
      <h3 class="truncate">${map.name}</h3>
      <span class="row-s">
        <span class="chip">${map.width} × ${map.height}</span>
        ${map.source === "uvtt" && html`<span class="badge badge-violet">${t("Universal VTT")}</span>`}
        <${NotSecret} media=${map.media} />
        ${map.tiling === "waiting" && html`<span class="badge">${t("being cut into tiles")}</span>`}
        ${map.scenes > 0 && html`<span class="badge badge-good">${tn("in {count} scene", "in {count} scenes", map.scenes)}</span>`}
        ${map.tags.map((/** @type {string} */ tag) => html`<span key=${tag} class="chip"># ${tag}</span>`)}
      </span></a>
    ${library.mayUpload && html`<label class="pick"><input type="checkbox" checked=${library.picked.value.has(map.id)} onChange=${pick} aria-label=${t("Choose {name}", { name: map.name })} /></label>`}
  </div>`;
}
