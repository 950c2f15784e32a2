/** Folders and maps as cards. A map can be dragged onto a folder; its dialog moves it without a mouse. */
import { html, useSignal } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

const KIND = "application/x-dreamtable-map";

/** Moves what is dropped on it into `target`. @param {import("./store.js").Library} library @param {string | null} target */
export function useDropOf(library, target) {
  const over = useSignal(false);
  return {
    "data-over": over.value,
    onDragOver: (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.some((type) => type === KIND || type === "Files")) return;
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
      if (map) library.changeMap(map, { folder: target });
      else library.uploads.add(event.dataTransfer?.files ?? [], target);
    },
  };
}

/** @param {{library: import("./store.js").Library, folder: import("./paths.js").Folder}} props */
export function FolderCard({ library, folder }) {
  const drop = useDropOf(library, folder.id);
  return html`<a class=${`card row-s ${drop["data-over"] ? "drop" : ""}`} href=${`#/folder/${folder.id}`} data-folder=${folder.id} ...${drop}>
    <${Icon} name="folder" /><h3 class="grow truncate">${folder.name}</h3>
    <span class="chip">${tn("{count} map", "{count} maps", folder.maps)}</span></a>`;
}

/** @param {{map: any}} props */
export function MapCard({ map }) {
  const drag = (/** @type {DragEvent} */ event) => event.dataTransfer?.setData(KIND, map.id);
  return html`<a class="card stack-s" href=${`#/map/${map.id}`} data-map-card=${map.id} draggable="true" onDragStart=${drag}>
    <img class="card-picture" src=${map.thumbnail} alt="" loading="lazy" draggable="false" />
    <h3 class="truncate">${map.name}</h3>
    <span class="row-s">
      <span class="chip">${map.width} × ${map.height}</span>
      ${map.source === "uvtt" && html`<span class="badge badge-violet">${t("Universal VTT")}</span>`}
      ${map.animated && html`<span class="badge">${t("moves")}</span>`}
      ${map.scenes > 0 && html`<span class="badge badge-good">${tn("in {count} scene", "in {count} scenes", map.scenes)}</span>`}
    </span></a>`;
}
