/** The page of a library: where one is, what lies there, uploads, and the dialogs. */
import { html, render, useRef, useSignal } from "../../vendor/ui.js";
import { on } from "../dom.js";
import { t } from "../i18n.js";
import { Icon, Notices, openNotices } from "../parts.js";
import { FolderCard, FolderTree, useDropOf } from "./folders.js";
import { FolderDialog } from "./folder_dialog.js";
import { childrenOf, pathTo } from "./paths.js";
import { PickedBar } from "./picked.js";
import { Quota } from "./quota.js";
import { openLibrary } from "./store.js";
import { UploadsList } from "./uploads_list.js";

const FIND_MS = 250;
/** @typedef {import("./store.js").Library} Library */

/** @param {{library: Library}} props */
function Path({ library: { folders, folder, shelf } }) {
  const path = pathTo(folders.value ?? [], folder.value);
  if (!path.length) return null;
  return html`<nav class="row-s" aria-label=${t("Folders")}>
    <a href="#/">${shelf.words.title()}</a>
    ${path.map((one, depth) => html`<${Icon} name="chevron-right" />${depth === path.length - 1 ? html`<span aria-current="page">${one.name}</span>` : html`<a href=${`#/folder/${one.id}`}>${one.name}</a>`}`)}
  </nav>`;
}

/** @param {{library: Library}} props */
function DropZone({ library }) {
  const { types, words } = library.shelf;
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));
  const drop = useDropOf(library, library.folder.value);
  const choose = (/** @type {any} */ event) => { library.uploads.add(event.target.files, library.folder.value); event.target.value = ""; };
  return html`<div class="drop stack-s" ...${drop}>
    <input ref=${file} type="file" multiple accept=${types} class="visually-hidden" tabindex="-1" aria-label=${words.files()} data-upload onChange=${choose} />
    <span><button type="button" class="btn btn-primary" onClick=${() => file.current?.click()}><${Icon} name="upload" />${words.upload()}</button></span>
    <span class="small">${words.formats()}</span>
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
    <label class="grow"><span class="visually-hidden">${library.shelf.words.find()}</span><input type="search" placeholder=${library.shelf.words.find()} value=${library.words.value} onInput=${find} /></label>
    <label><span class="visually-hidden">${t("Order")}</span><select value=${library.order.value} onChange=${sort}>
      <option value="name">${t("by name")}</option><option value="new">${t("newest first")}</option></select></label>
  </div>`;
}

/** @param {{library: Library, Card: any}} props */
function Contents({ library, Card }) {
  const { words, icon } = library.shelf;
  if (library.problem.value) return html`<p class="alert" role="alert">${library.problem.value} <button type="button" class="btn btn-s" onClick=${library.load}>${t("Try again")}</button></p>`;
  if (!library.items.value || !library.folders.value) return html`<p class="quiet row-s"><span class="spinner" />${words.looking()}</p>`;
  const finding = library.finding();
  const folders = finding ? [] : childrenOf(library.folders.value, library.folder.value);
  const items = library.items.value;
  if (!folders.length && !items.length && finding) return html`<p class="quiet">${library.filter.value.duplicates ? t("No file is in your library twice.") : words.notFound()}</p>`;
  if (!folders.length && !items.length) {
    return html`<div class="empty"><${Icon} name=${icon} /><h3>${library.here.value ? t("This folder is empty") : words.none()}</h3><p>${words.next()}</p></div>`;
  }
  return html`
    ${folders.length > 0 && html`<div class="grid">${folders.map((one) => html`<${FolderCard} key=${one.id} library=${library} folder=${one} />`)}</div>`}
    ${items.length > 0 && html`<div class="grid">${items.map((one) => html`<${Card} key=${one.id} library=${library} item=${one} />`)}</div>`}
    ${library.more.value && html`<p><button type="button" class="btn" onClick=${library.loadMore}>${t("Show more")}</button></p>`}`;
}

/** @param {{library: Library, parts: Parts}} props */
function Page({ library, parts: { Card, Chosen, Filters, Actions } }) {
  const editing = useSignal(/** @type {"" | "new" | "this"} */ (""));
  const done = () => { editing.value = ""; };
  const here = library.here.value;
  const { words } = library.shelf;
  return html`
    <div class="page-head">
      <div><h1>${here ? here.name : words.title()}</h1><p>${words.about()}</p></div>
      ${library.mayUpload && html`
        ${here && html`<button type="button" class="btn" onClick=${() => { editing.value = "this"; }}><${Icon} name="pencil" />${t("Rename, move, delete")}</button>`}
        <button type="button" class="btn" onClick=${() => { editing.value = "new"; }}><${Icon} name="folder-plus" />${t("New folder")}</button>
        ${Actions && html`<${Actions} library=${library} />`}`}
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
        <section class="stack" aria-labelledby="contents"><h2 id="contents" class="visually-hidden">${t("Contents")}</h2><${Contents} library=${library} Card=${Card} /></section>
      </div></div>
    ${library.chosen.value && html`<${Chosen} key=${library.chosen.value.id} library=${library} item=${library.chosen.value} />`}
    ${editing.value === "new" && html`<${FolderDialog} library=${library} folder=${null} onClose=${done} />`}
    ${editing.value === "this" && here && html`<${FolderDialog} library=${library} folder=${here} onClose=${done} />`}
    <${Notices} notices=${library.notices} />`;
}

/**
 * @typedef {{Card: any, Chosen: any, Filters: any, Actions?: any}} Parts components, each given `library`: one item as a
 *   card, the dialog of a chosen one (both also `item`), what narrows the list down, further buttons of the page
 */

/**
 * Fills the place `data-library`.
 * @param {{api: string, socket: string, may_upload: boolean}} urls
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Parts} parts
 */
export function openLibraryPage(urls, shelf, parts) {
  const library = openLibrary(urls, openNotices(), shelf);
  const root = /** @type {HTMLElement} */ (document.querySelector("[data-library]"));
  root.replaceChildren();
  render(html`<${Page} library=${library} parts=${parts} />`, root);
  on(window, "hashchange", () => library.follow());
  on(window, "beforeunload", (event) => { if (library.uploads.busy()) event.preventDefault(); });
  /* A file that misses the drop zone must not open in place of the page. */
  on(window, "dragover", (event) => event.preventDefault());
  on(window, "drop", (event) => event.preventDefault());
  library.follow();
}
