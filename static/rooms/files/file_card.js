/** A file of a message: a picture that opens large, a PDF to download, a sound to hear. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon } from "../../base/parts.js";
import { sizeOf } from "./file_words.js";
import { Player } from "./player.js";

/** @typedef {{id: string, kind: string, name: string, type: string, size: number, width: number | null, height: number | null, duration: number, peaks: number[] | null, url: string, preview: string | null}} FileRow */

/** @param {{file: FileRow}} props */
export function FileCard({ file }) {
  if (file.kind === "picture") return html`<${PictureCard} file=${file} />`;
  if (file.kind === "pdf") return html`<${DocumentCard} file=${file} />`;
  return html`<div class="file-card file-sound">
    ${file.kind === "sound" && html`<p class="small truncate" title=${file.name}><${Icon} name="audio-lines" />${file.name}</p>`}
    <${Player} file=${file} />
  </div>`;
}

/** @param {{file: FileRow}} props */
function PictureCard({ file }) {
  const open = useSignal(false);
  const gone = useSignal(false);
  if (gone.value) return html`<p class="file-card file-gone quiet small"><${Icon} name="image" />${t("{name} is no longer there.", { name: file.name })}</p>`;
  /* Its size is known before it is loaded, so that the chat does not jump. */
  return html`<button type="button" class="file-card file-picture" aria-label=${t("Open the picture {name}", { name: file.name })} onClick=${() => { open.value = true; }}>
      <img src=${file.preview ?? file.url} alt=${file.name} width=${file.width} height=${file.height} loading="lazy" onError=${() => { gone.value = true; }} />
    </button>
    ${open.value && html`<${Dialog} title=${file.name} wide onClose=${() => { open.value = false; }}>
      <div class="file-large"><img src=${file.url} alt=${file.name} width=${file.width} height=${file.height} /></div>
      <div class="dialog-actions"><span class="small quiet push">${t("{width} x {height} px, {size}", { width: file.width ?? 0, height: file.height ?? 0, size: sizeOf(file.size) })}</span>
        <a class="btn" href=${file.url} download=${file.name}><${Icon} name="download" />${t("Download")}</a></div>
    <//>`}`;
}

/** @param {{file: FileRow}} props */
function DocumentCard({ file }) {
  return html`<a class="file-card file-document" href=${file.url} download=${file.name}>
    <span class="attach-kind"><${Icon} name="file-text" /></span>
    <span class="grow"><span class="truncate file-name">${file.name}</span><span class="small quiet">${t("PDF, {size}", { size: sizeOf(file.size) })}</span></span>
    <${Icon} name="download" /><span class="visually-hidden">${t("Download")}</span>
  </a>`;
}
