/** Playlists: made, ordered by hand or keys, shuffled, played. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Field, Dialog, Icon, IconButton } from "../../base/parts.js";
import { GROUPS } from "../mix.js";
import { groupIcon, groupName } from "../words.js";
import { Entries } from "./entries.js";
import { Finder } from "./finder.js";
import { Slider } from "./slider.js";

const CROSSFADE_MAX = 20;

/** @typedef {import("../page.js").TableSound} TableSound */

/** @param {{sound: TableSound}} props */
export function Playlists({ sound }) {
  const { room, playlists } = sound;
  const name = useSignal("");
  const create = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await room.send("playlist.create", { name: name.value.trim() })) name.value = "";
  };
  return html`<section class="stack" aria-label=${t("Playlists")}>
    <form class="row-s nowrap" onSubmit=${create}><input class="grow" required maxlength="60" autocomplete="off" aria-label=${t("Name of the new playlist")} placeholder=${t("Such as Tavern")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
      <button class="btn btn-primary" disabled=${!name.value.trim()}><${Icon} name="plus" />${t("New playlist")}</button></form>
    ${playlists.value.length ? playlists.value.map((list) => html`<${Playlist} key=${list.id} sound=${sound} list=${list} />`)
      : html`<div class="empty"><${Icon} name="list-music" /><h3>${t("No playlists yet")}</h3><p>${t("Several sounds one after the other, with a crossfade. Give the first one a name above.")}</p></div>`}
  </section>`;
}

/** @param {{sound: TableSound, list: any}} props */
function Playlist({ sound, list }) {
  const { room, engine } = sound;
  const finding = useSignal(false);
  const setting = useSignal(false);
  const entries = sound.entriesOf(list.id);
  const about = { playlist: list.id };
  const plays = /** @type {any} */ (engine.sounds.value.find((/** @type {any} */ one) => one.playlist === list.id));
  const shuffled = list.order === "shuffled";
  return html`<details class="sound-card playlist" data-playlist=${list.id}>
    <summary><${Icon} name=${groupIcon(list.group)} /><span class="grow sound-name"><strong class="truncate">${list.name}</strong>
      <span class="small quiet truncate">${plays ? t("plays: {name}", { name: plays.track.name }) : tn("{count} sound", "{count} sounds", entries.length)}</span></span></summary>
    <div class="row-s nowrap sound-buttons">
      <button type="button" class="btn btn-s btn-primary" disabled=${!entries.length} onClick=${() => room.send("playlist.play", about)}><${Icon} name="play" />${plays ? t("From the start") : t("Play")}</button>
      ${plays && html`<${IconButton} icon="skip-back" label=${t("Previous in {name}", { name: list.name })} onClick=${() => room.send("playlist.previous", about)} /><${IconButton} icon="skip-forward" label=${t("Next in {name}", { name: list.name })} onClick=${() => room.send("playlist.next", about)} />`}
      <span class="grow" />
      <${IconButton} icon="shuffle" pressed=${shuffled} label=${t("Shuffle {name}", { name: list.name })} onClick=${() => room.send("playlist.update", { ...about, order: shuffled ? "listed" : "shuffled" })} />
      <${IconButton} icon="repeat" pressed=${list.repeat} label=${t("Repeat {name}", { name: list.name })} onClick=${() => room.send("playlist.update", { ...about, repeat: !list.repeat })} />
      <${IconButton} icon="settings" label=${t("Settings of {name}", { name: list.name })} onClick=${() => { setting.value = true; }} /></div>
    <${Entries} sound=${sound} list=${list} entries=${entries} now=${plays?.entry ?? null} />
    <button type="button" class="btn btn-s" onClick=${() => { finding.value = true; }}><${Icon} name="plus" />${t("Add sounds")}</button>
    ${finding.value && html`<${Finder} sound=${sound} title=${t("Add to {name}", { name: list.name })} verb=${t("Add")} onClose=${() => { finding.value = false; }} onPick=${(/** @type {any} */ track) => room.send("playlist.add", { ...about, tracks: [track.id] })} />`}
    ${setting.value && html`<${Settings} sound=${sound} list=${list} onClose=${() => { setting.value = false; }} />`}
  </details>`;
}

/** @param {{sound: TableSound, list: any, onClose: () => void}} props */
function Settings({ sound: { room }, list, onClose }) {
  const draft = useSignal({ name: list.name, crossfade: list.crossfade, group: list.group, volume: list.volume });
  const change = (/** @type {object} */ fields) => { draft.value = { ...draft.value, ...fields }; };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await room.send("playlist.update", { playlist: list.id, ...draft.value, name: draft.value.name.trim() })) onClose();
  };
  const remove = async () => {
    onClose();
    if (await room.confirm(t("Delete the playlist {name}?", { name: list.name }), t("Delete"), t("Its sounds stay in your library."))) room.send("playlist.delete", { playlist: list.id });
  };
  return html`<${Dialog} title=${t("Playlist {name}", { name: list.name })} onClose=${onClose}><form class="stack" onSubmit=${save}>
    <${Field} label=${t("Name")}><input required maxlength="60" autocomplete="off" value=${draft.value.name} onInput=${(/** @type {any} */ event) => change({ name: event.target.value })} /><//>
    <${Field} label=${t("Crossfade in seconds")} help=${t("0: the next one follows without a gap.")}><input type="number" required min="0" max=${CROSSFADE_MAX} step="0.5" value=${draft.value.crossfade} onInput=${(/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && change({ crossfade: event.target.valueAsNumber })} /><//>
    <${Field} label=${t("Belongs to")}><select value=${draft.value.group} onChange=${(/** @type {any} */ event) => change({ group: event.target.value })}>${GROUPS.map((group) => html`<option value=${group}>${groupName(group)}</option>`)}</select><//>
    <${Slider} label=${t("Volume of the playlist")} words=${t("Volume")} value=${draft.value.volume} onInput=${(/** @type {number} */ volume) => change({ volume })} />
    <div class="dialog-actions"><button type="button" class="btn btn-danger" onClick=${remove}>${t("Delete …")}</button>
      <button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button><button class="btn btn-primary" disabled=${!draft.value.name.trim()}>${t("Save")}</button></div>
  </form><//>`;
}
