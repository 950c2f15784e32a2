/** A sound as a card: its waveform to listen to, what is known of it, and whether it is a favourite. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { IconButton } from "../../base/parts.js";
import { put, remove } from "../../base/http.js";
import { Pick, dragItem } from "../../base/library/folders.js";
import { Player } from "../../rooms/files/player.js";
import { kindName } from "../words.js";

/** What the player of a chat's files takes. @param {any} track */
export const asFile = (track) => ({ url: track.stream, name: track.name, kind: "sound", duration: track.duration, peaks: track.peaks });

/** @param {{library: import("../../base/library/store.js").Library, item: any}} props */
export function SoundCard({ library, item: track }) {
  return html`<div class="library-tile"><div class="card stack-s track-card" data-track=${track.id} draggable="true" onDragStart=${dragItem(track.id)}>
    <div class="row-s nowrap track-head">${track.cover && html`<img class="track-cover" src=${track.cover} alt="" width="40" height="40" loading="lazy" draggable="false" />`}
      <span class="grow stack-none"><h3 class="truncate"><a href=${`#/item/${track.id}`}>${track.name}</a></h3><span class="small quiet truncate">${[track.artist, track.album].filter(Boolean).join(" · ")}</span></span></div>
    <${Player} file=${asFile(track)} />
    <span class="row-s">
      <${Star} library=${library} track=${track} />
      <span class="badge">${kindName(track.kind)}</span>
      <${Loudness} track=${track} />
      ${track.tags.map((/** @type {string} */ tag) => html`<span key=${tag} class="chip"># ${tag}</span>`)}</span></div>
    <${Pick} library=${library} item=${track} />
  </div>`;
}

/** @param {{track: any}} props */
export function Loudness({ track }) {
  if (track.measuring === "waiting") return html`<span class="badge">${t("being measured")}</span>`;
  if (track.measuring === "failed") return html`<span class="badge badge-bad">${t("not measured")}</span>`;
  return track.loudness === null ? null : html`<span class="chip" title=${t("Integrated loudness; the table plays all at -18 LUFS")}>${t("{loudness} LUFS", { loudness: track.loudness.toFixed(1) })}</span>`;
}

/** @param {{library: import("../../base/library/store.js").Library, track: any}} props */
function Star({ library, track }) {
  const url = `/api/v1/tracks/${track.id}/favourite`;
  const label = track.favourite ? t("{name} is a favourite: no longer", { name: track.name }) : t("Make {name} a favourite", { name: track.name });
  return html`<${IconButton} icon="star" class="track-star" pressed=${Boolean(track.favourite)} label=${label} onClick=${() => library.attempt(() => (track.favourite ? remove(url) : put(url, {})))} />`;
}
