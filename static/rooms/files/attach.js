/** The files of the line to write: a button, paste and drop bring them; a tray shows them with their progress. */
import { html, signal, useEffect, useRef } from "../../vendor/ui.js";
import { on } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { openAttachments } from "./attachments.js";
import { sizeOf } from "./file_words.js";
import { Player } from "./player.js";

export { openAttachments };

const ACCEPTED = "image/png,image/jpeg,image/webp,image/avif,image/gif,application/pdf,audio/*,.mp3,.ogg,.opus,.flac,.wav,.m4a,.webm,.pdf";
const ICONS = { sound: "audio-lines", voice: "mic", pdf: "file-text", picture: "image" };

/** @typedef {import("./attachments.js").Attachments} Attachments */
/** @typedef {import("./attachments.js").Entry} Entry */

/** @param {{attachments: Attachments}} props */
export function AttachButton({ attachments }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const chosen = () => {
    const field = /** @type {HTMLInputElement} */ (input.current);
    attachments.add(field.files ?? []);
    field.value = ""; /* so that the same file can be chosen again */
  };
  return html`<${IconButton} icon="paperclip" label=${t("Attach files")} class="attach-button" onClick=${() => input.current?.click()} />
    <input ref=${input} type="file" multiple hidden accept=${ACCEPTED} onChange=${chosen} data-attach-input />`;
}

/** Stands in the chat even when it is empty: it listens for files that are dropped or pasted there. @param {{attachments: Attachments}} props */
export function AttachTray({ attachments }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const over = useRef(signal(false)).current;
  useEffect(() => listen(element.current?.closest("[data-drop-files], .chat") ?? null, attachments, over), []);
  const files = attachments.files.value;
  const remove = (/** @type {string} */ id) => {
    attachments.remove(id);
    /** @type {HTMLElement | null | undefined} */ (element.current?.closest(".chat")?.querySelector(".attach-button"))?.focus();
  };
  return html`<div class="attach-tray" ref=${element}>
    ${over.value && html`<div class="attach-veil"><${Icon} name="paperclip" /><p>${t("Drop files to attach them")}</p></div>`}
    ${files.length > 0 && html`<ul class="attach-list" aria-label=${t("Attached files")}>
      ${files.map((entry) => html`<${TrayEntry} key=${entry.id} entry=${entry} attachments=${attachments} onRemove=${() => remove(entry.id)} />`)}
    </ul>`}
  </div>`;
}

/** @param {{entry: Entry, attachments: Attachments, onRemove: () => void}} props */
function TrayEntry({ entry, attachments, onRemove }) {
  const name = entry.voice ? t("Voice message") : entry.file.name;
  const row = entry.row;
  const heard = row && row.peaks;
  return html`<li class=${`attach-entry attach-${entry.state}`} data-state=${entry.state}>
    ${entry.picture && (entry.state !== "failed" || entry.again) ? html`<img src=${entry.picture} alt="" />` : html`<span class="attach-kind"><${Icon} name=${iconOf(entry)} /></span>`}
    <div class="grow">
      ${heard ? html`<${Player} file=${row} />` : html`<p class="truncate small" title=${name}>${name}</p>`}
      <${Fate} entry=${entry} attachments=${attachments} />
    </div>
    <${IconButton} icon="x" class="btn-s" label=${removeLabel(entry, name)} onClick=${onRemove} />
  </li>`;
}

/** How far it is, or what went wrong. @param {{entry: Entry, attachments: Attachments}} props */
function Fate({ entry, attachments }) {
  if (entry.state === "failed") {
    return html`<p class="small error-text" role="alert">${entry.problem}
      ${entry.again && html` <button type="button" class="btn btn-s btn-quiet" onClick=${() => attachments.retry(entry.id)}>${t("Try again")}</button>`}</p>`;
  }
  if (entry.state === "ready") return entry.row.peaks ? null : html`<p class="small quiet">${sizeOf(entry.row.size)}</p>`;
  const words = entry.part < 0.85 ? t("Uploading {percent} %", { percent: Math.round(entry.part * 100) }) : t("Checking the file …");
  return html`<progress max="1" value=${entry.part} aria-label=${words}></progress><p class="small quiet">${words}</p>`;
}

/** @param {Entry} entry */
function iconOf(entry) {
  if (entry.voice) return ICONS.voice;
  if (entry.file.type.startsWith("audio/")) return ICONS.sound;
  return entry.file.type.startsWith("image/") ? ICONS.picture : ICONS.pdf;
}

/** @param {Entry} entry @param {string} name */
function removeLabel(entry, name) {
  return entry.state === "sending" ? t("Cancel the upload of {name}", { name }) : t("Remove {name}", { name });
}

/**
 * @param {Element | null} place
 * @param {Attachments} attachments
 * @param {import("../../vendor/ui.js").Signal<boolean>} over
 */
function listen(place, attachments, over) {
  if (!place) return undefined;
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  const stops = [
    on(place, "dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over.value = true;
    }),
    on(place, "dragleave", (event) => { if (!place.contains(event.relatedTarget)) over.value = false; }),
    on(place, "drop", (event) => {
      over.value = false;
      if (!carriesFiles(event)) return;
      event.preventDefault();
      attachments.add(event.dataTransfer.files);
    }),
    on(place, "paste", (event) => {
      const pasted = event.clipboardData?.files ?? [];
      if (!pasted.length) return;
      event.preventDefault();
      attachments.add(pasted);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
