/** The page for many files at once: where they are dropped, how far each is, and what became of them. */
import { html, render, signal, useRef, useSignal } from "../vendor/ui.js";
import { bringIcons, dataOf, on } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { UploadsList } from "../base/library/uploads_list.js";
import { Icon, IconButton, Notices, openNotices } from "../base/parts.js";
import { ArrivedList } from "./arrived.js";
import { chosenIn, droppedIn } from "./dropped.js";
import { openFrame } from "./frame.js";
import { openUploading } from "./uploading.js";

const office = openFrame();
const page = dataOf("dt-urls");
const notices = openNotices();
const uploading = openUploading(page, (words) => notices.toast(words));
const rooms = /** @type {{id: string, name: string, table: boolean}[]} */ (page.rooms).filter(({ table }) => table);
/** The room whose characters pictures become; "": they are maps. */
const people = signal("");

function Page() {
  return html`<div class="stack">
    <${Drop} />
    ${uploading.opening.value && html`<p class="row-s" role="status"><span class="spinner" />${t("Opening {name} …", { name: uploading.opening.value })}</p>`}
    <${Skipped} />
    <${UploadsList} uploads=${uploading.libraries.maps.uploads} />
    <${UploadsList} uploads=${uploading.libraries.tracks.uploads} />
    <${UploadsList} uploads=${/** @type {any} */ (uploading.portraits)} />
    <${ArrivedList} uploading=${uploading} />
    <${Notices} notices=${notices} /></div>`;
}

function Drop() {
  const over = useSignal(false);
  const files = useRef(/** @type {HTMLInputElement | null} */ (null));
  const folder = useRef(/** @type {HTMLInputElement | null} */ (null));
  const choose = (/** @type {any} */ event) => {
    uploading.take(chosenIn(event.target.files), people.value);
    event.target.value = "";
  };
  const drop = async (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    over.value = false;
    uploading.take(await droppedIn(event.dataTransfer), people.value);
  };
  return html`<section class="drop office-drop stack" aria-label=${t("Files")} data-over=${over.value} onDragOver=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }} onDrop=${drop}>
    <input ref=${files} type="file" multiple class="visually-hidden" tabindex="-1" aria-label=${t("Files")} data-files onChange=${choose} />
    <input ref=${folder} type="file" webkitdirectory class="visually-hidden" tabindex="-1" aria-label=${t("A folder")} onChange=${choose} />
    <div class="row office-middle">
      <button type="button" class="btn btn-primary" onClick=${() => files.current?.click()}><${Icon} name="upload" />${t("Choose files")}</button>
      <button type="button" class="btn" onClick=${() => folder.current?.click()}><${Icon} name="folder" />${t("Choose a folder")}</button></div>
    <p class="small office-words">${t("or drop them here, many at once, with their folders: maps (PNG, JPEG, WebP, AVIF, GIF, WebM, MP4), Universal VTT, sounds (MP3, Ogg, Opus, FLAC, WAV, M4A), and ZIP archives of these.")}</p>
    ${rooms.length > 0 && html`<label class="row-s office-middle"><span>${t("Pictures are")}</span><select value=${people.value} onChange=${(/** @type {any} */ event) => { people.value = event.target.value; }}>
      <option value="">${t("maps")}</option>${rooms.map(({ id, name }) => html`<option key=${id} value=${id}>${t("portraits: a character of {room} each", { room: name })}</option>`)}</select></label>`}
  </section>`;
}

/** What did not go on its way, and why. */
function Skipped() {
  const skipped = uploading.skipped.value;
  if (!skipped.length) return null;
  return html`<section class="alert" role="alert"><div class="row-s"><strong class="grow">${t("Not uploaded")}</strong><${IconButton} icon="x" label=${t("Dismiss")} onClick=${uploading.forgetSkipped} /></div>
    <ul>${skipped.map((one) => html`<li key=${one.name}><strong>${one.name}</strong>: ${one.why} ${one.look && html`<a href=${page.imports}>${t("Look at it")}</a>`}</li>`)}</ul></section>`;
}

await bringIcons();
const place = /** @type {HTMLElement} */ (office.querySelector("[data-upload-page]"));
place.replaceChildren();
render(html`<${Page} />`, place);
on(window, "beforeunload", (event) => { if (uploading.busy()) event.preventDefault(); });
/* A file that misses the place must not open instead of the page. */
on(window, "dragover", (event) => event.preventDefault());
on(window, "drop", (event) => event.preventDefault());
