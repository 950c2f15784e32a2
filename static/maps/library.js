/** Composition root of the library's page: where one is, what lies there, uploads, and the dialogs. */
import { html, render, useRef, useSignal } from "../vendor/ui.js";
import { dataOf, on } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { Icon, IconButton, Notices, openNotices } from "../base/parts.js";
import { FolderCard, FolderTree, MapCard, useDropOf } from "./cards.js";
import { Filters, Quota } from "./filters.js";
import { FolderDialog } from "./folder_dialog.js";
import { MapDialog } from "./map_dialog.js";
import { childrenOf, pathTo } from "./paths.js";
import { PickedBar } from "./picked.js";
import { openLibrary } from "./store.js";
import { UploadsList } from "./uploads_list.js";

const TYPES = ".png,.jpg,.jpeg,.webp,.avif,.gif,.webm,.mp4,.dd2vtt,.uvtt,.df2vtt";
const FIND_MS = 250;
/** @typedef {import("./store.js").Library} Library */

const notices = openNotices();
const library = openLibrary(dataOf("dt-urls"), notices);

/** @param {{library: Library}} props */
function Path({ library: { folders, folder } }) {
  const path = pathTo(folders.value ?? [], folder.value);
  if (!path.length) return null;
  return html`<nav class="row-s" aria-label=${t("Folders")}>
    <a href="#/">${t("Maps")}</a>
    ${path.map((one, depth) => html`<${Icon} name="chevron-right" />${depth === path.length - 1 ? html`<span aria-current="page">${one.name}</span>` : html`<a href=${`#/folder/${one.id}`}>${one.name}</a>`}`)}
  </nav>`;
}

/** @param {{library: Library}} props */
function DropZone({ library }) {
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));
  const drop = useDropOf(library, library.folder.value);
  const choose = (/** @type {any} */ event) => { library.uploads.add(event.target.files, library.folder.value); event.target.value = ""; };
  return html`<div class="drop stack-s" ...${drop}>
    <input ref=${file} type="file" multiple accept=${TYPES} class="visually-hidden" tabindex="-1" aria-label=${t("Map files")} data-upload onChange=${choose} />
    <span><button type="button" class="btn btn-primary" onClick=${() => file.current?.click()}><${Icon} name="upload" />${t("Upload maps")}</button></span>
    <span class="small">${t("or drop them here: PNG, JPEG, WebP, AVIF, GIF, WebM, MP4, Universal VTT (.dd2vtt, .uvtt, .df2vtt), up to 500 MB. A name such as “Cave [30x20]” tells the number of cells.")}</span>
  </div>`;
}

/** @param {{library: Library}} props */
function Find({ library }) {
  const timer = useRef(0);
  const find = (/** @type {any} */ event) => {
    library.words.value = event.target.value;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(library.load, FIND_MS);
  };
  const sort = (/** @type {any} */ event) => { library.order.value = event.target.value; library.load(); };
  return html`<div class="row" role="search">
    <label class="grow"><span class="visually-hidden">${t("Find a map in all folders")}</span><input type="search" placeholder=${t("Find a map in all folders")} value=${library.words.value} onInput=${find} /></label>
    <label><span class="visually-hidden">${t("Order")}</span><select value=${library.order.value} onChange=${sort}>
      <option value="name">${t("by name")}</option><option value="new">${t("newest first")}</option></select></label>
  </div>`;
}

/** @param {{library: Library}} props */
function Contents({ library }) {
  if (library.problem.value) return html`<p class="alert" role="alert">${library.problem.value} <button type="button" class="btn btn-s" onClick=${library.load}>${t("Try again")}</button></p>`;
  if (!library.maps.value || !library.folders.value) return html`<p class="quiet row-s"><span class="spinner" />${t("Looking for your maps …")}</p>`;
  const finding = library.finding();
  const folders = finding ? [] : childrenOf(library.folders.value, library.folder.value);
  const maps = library.maps.value;
  if (!folders.length && !maps.length && finding) return html`<p class="quiet">${library.filter.value.duplicates ? t("No file is in your library twice.") : t("No such map.")}</p>`;
  if (!folders.length && !maps.length) {
    return html`<div class="empty"><${Icon} name="map" /><h3>${library.here.value ? t("This folder is empty") : t("No maps yet")}</h3><p>${t("Upload a picture or a Universal VTT file; then place it on a scene at your table.")}</p></div>`;
  }
  return html`
    ${folders.length > 0 && html`<div class="grid">${folders.map((one) => html`<${FolderCard} key=${one.id} library=${library} folder=${one} />`)}</div>`}
    ${maps.length > 0 && html`<div class="grid">${maps.map((one) => html`<${MapCard} key=${one.id} library=${library} map=${one} />`)}</div>`}
    ${library.more.value && html`<p><button type="button" class="btn" onClick=${library.loadMore}>${t("Show more")}</button></p>`}`;
}

function Page() {
  const editing = useSignal(/** @type {"" | "new" | "this"} */ (""));
  const done = () => { editing.value = ""; };
  const here = library.here.value;
  return html`
    <div class="page-head">
      <div><h1>${here ? here.name : t("Maps")}</h1><p>${t("Your library: pictures, their grid, and how they lie on a scene.")}</p></div>
      ${library.mayUpload && html`
        ${here && html`<button type="button" class="btn" onClick=${() => { editing.value = "this"; }}><${Icon} name="pencil" />${t("Rename, move, delete")}</button>`}
        <button type="button" class="btn" onClick=${() => { editing.value = "new"; }}><${Icon} name="folder-plus" />${t("New folder")}</button>`}
    </div>
    <${Path} library=${library} />
    ${library.mayUpload && html`<${DropZone} library=${library} />`}
    <${UploadsList} uploads=${library.uploads} />
    <${Quota} library=${library} />
    <div class="library">
      <${FolderTree} library=${library} />
      <div class="stack library-contents">
        <${Find} library=${library} />
        <${Filters} library=${library} />
        <${PickedBar} library=${library} />
        <section class="stack" aria-labelledby="contents"><h2 id="contents" class="visually-hidden">${t("Contents")}</h2><${Contents} library=${library} /></section>
      </div></div>
    ${library.chosen.value && html`<${MapDialog} key=${library.chosen.value.id} library=${library} map=${library.chosen.value} />`}
    ${editing.value === "new" && html`<${FolderDialog} library=${library} folder=${null} onClose=${done} />`}
    ${editing.value === "this" && here && html`<${FolderDialog} library=${library} folder=${here} onClose=${done} />`}
    <${Notices} notices=${notices} />`;
}

const root = /** @type {HTMLElement} */ (document.querySelector("[data-library]"));
root.replaceChildren();
render(html`<${Page} />`, root);
on(window, "hashchange", () => library.follow());
/* A file that misses the drop zone must not open in place of the page. */
on(window, "dragover", (event) => event.preventDefault());
on(window, "drop", (event) => event.preventDefault());
library.follow();
