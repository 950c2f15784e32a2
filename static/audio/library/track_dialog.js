/** One sound: listened to, named, sorted; what its file says and what was measured of it. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Dialog, Field } from "../../base/parts.js";
import { PlaceSelect } from "../../base/library/folder_dialog.js";
import { megabytes, tagsFrom } from "../../base/library/paths.js";
import { TagField } from "../../base/library/picked.js";
import { timeOf } from "../../rooms/files/file_words.js";
import { Player } from "../../rooms/files/player.js";
import { Loudness, asFile } from "./card.js";
import { kindName } from "../words.js";

export const KINDS = ["music", "loop", "one_shot"];

/** @param {{library: import("../../base/library/store.js").Library, item: any}} props */
export function TrackDialog({ library, item: track }) {
  const name = useSignal(track.name);
  const folder = useSignal(track.folder);
  const kind = useSignal(track.kind);
  const tags = useSignal(track.tags.join(", "));
  const close = () => library.open(library.folder.value);
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const fields = { name: name.value.trim(), folder: folder.value, kind: kind.value, tags: tagsFrom(tags.value) };
    if (await library.changeItem(track.id, fields)) close();
  };
  const remove = async () => {
    const used = library.shelf.words.usedBy([track]);
    close();
    if (await library.notices.confirm(t("Delete the sound {name}?", { name: track.name }), t("Delete"), used)) library.deleteItem(track.id);
  };
  const said = [track.title, track.artist, track.album, track.genre].filter(Boolean).join(" · ");
  return html`<${Dialog} title=${track.name} onClose=${close} wide><form class="stack" onSubmit=${save}>
    <div class="row-s nowrap">${track.cover && html`<img class="track-cover" src=${track.cover} alt="" width="96" height="96" />`}<div class="grow"><${Player} file=${asFile(track)} /></div></div>
    <p class="row-s"><span class="chip">${timeOf(track.duration)}</span><span class="chip">${track.format.toUpperCase()}, ${megabytes(track.size)} MB</span>
      <span class="chip">${tn("{count} channel", "{count} channels", track.channels)}, ${t("{rate} kHz", { rate: track.sample_rate / 1000 })}</span><${Loudness} track=${track} />
      ${track.true_peak !== null && html`<span class="chip">${t("peak {peak} dBTP", { peak: track.true_peak.toFixed(1) })}</span>`}</p>
    ${said && html`<p class="small quiet">${t("The file says: {said}", { said })}</p>`}
    <div class="grid">
      <${Field} label=${t("Name")}><input required maxlength="120" autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
      <${Field} label=${t("Lies in")}><${PlaceSelect} library=${library} value=${folder.value} onChange=${(/** @type {string | null} */ id) => { folder.value = id; }} /><//>
      <${Field} label=${t("Kind")} help=${t("A loop goes round without a gap, a one-shot sounds once, music follows music.")}><select value=${kind.value} onChange=${(/** @type {any} */ event) => { kind.value = event.target.value; }}>${KINDS.map((one) => html`<option value=${one}>${kindName(one)}</option>`)}</select><//>
    </div>
    <${TagField} library=${library} label=${t("Tags, separated by commas")} value=${tags.value} onInput=${(/** @type {string} */ text) => { tags.value = text; }} />
    <div class="dialog-actions"><button type="button" class="btn btn-danger" onClick=${remove}>${t("Delete …")}</button>
      <button type="button" class="btn btn-quiet push" onClick=${close}>${t("Cancel")}</button><button class="btn btn-primary" disabled=${!name.value.trim()}>${t("Save")}</button></div>
  </form><//>`;
}
