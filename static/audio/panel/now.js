/** What sounds now: for everybody to see, for who leads to be played like an instrument. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { timeOf } from "../../rooms/files/file_words.js";
import { GROUPS } from "../mix.js";
import { isHeard, playhead, untilStart } from "../schedule.js";
import { groupIcon, groupName } from "../words.js";
import { Finder } from "./finder.js";
import { Places } from "./places.js";
import { Slider } from "./slider.js";

const TICK_MS = 500;
/** How long a sound takes to fade when somebody says so without a number. */
export const FADE_SECONDS = 3;

/** @typedef {import("../page.js").TableSound} TableSound */

/** The time of the server, looked at twice a second. @param {TableSound} sound */
function useNow({ engine }) {
  const now = useSignal(engine.now());
  useEffect(() => {
    const timer = setInterval(() => { now.value = engine.now(); }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now.value;
}

/** @param {{sound: TableSound}} props */
export function Now({ sound }) {
  const { engine, room, conducts } = sound;
  const finding = useSignal(false);
  const now = useNow(sound);
  const past = room.replaying.value;
  const rows = past ? Object.values(room.kind("sound").value) : engine.sounds.value.filter((one) => one.state === "paused" || now === null || isHeard(one, now));
  const chosen = useSignal("");
  const groups = GROUPS.filter((group) => rows.some((one) => one.group === group));
  const group = groups.find((one) => one === chosen.value);
  const stop = (/** @type {number} */ fade) => room.send("sound.stop_all", { fade, ...(group && { group }) });
  return html`<section class="stack" aria-label=${t("What sounds now")}>
    ${conducts.value && html`<div class="row-s nowrap">
      <button type="button" class="btn btn-primary" onClick=${() => { finding.value = true; }}><${Icon} name="plus" />${t("Play a sound")}</button>
      <span class="grow" />
      <button type="button" class="btn btn-s" disabled=${!rows.length} onClick=${() => stop(FADE_SECONDS)}>${group ? t("Fade") : t("Fade all")}</button>
      <button type="button" class="btn btn-s" disabled=${!rows.length} onClick=${() => stop(0)}>${group ? t("Stop") : t("Stop all")}</button></div>`}
    ${conducts.value && groups.length > 1 && html`<label class="row-s nowrap"><span class="small quiet">${t("Fade and stop")}</span>
      <select class="grow" value=${group ?? ""} onChange=${(/** @type {any} */ event) => { chosen.value = event.target.value; }}>
        <option value="">${t("everything")}</option>${groups.map((one) => html`<option key=${one} value=${one}>${groupName(one)}</option>`)}</select></label>`}
    ${past && html`<p class="alert alert-note">${t("You look at the past: what sounded then is shown, and is silent.")}</p>`}
    ${rows.length > 0 ? html`<ul class="sound-list">${rows.map((one) => html`<${SoundRow} key=${one.id} sound=${sound} one=${one} now=${now} />`)}</ul>`
      : !past && !engine.besides.value && html`<div class="empty"><${Icon} name="music" /><h3>${t("It is quiet")}</h3><p>${conducts.value ? t("Play a sound of your library: everybody hears it at the same moment.") : t("When the game master plays something, it is shown here.")}</p></div>`}
    <${Places} sound=${sound} />
    ${finding.value && html`<${Finder} sound=${sound} title=${t("Play a sound")} verb=${t("Play")} onClose=${() => { finding.value = false; }} onPick=${(/** @type {any} */ track) => room.send("sound.play", { track: track.id })} />`}
  </section>`;
}

/** @param {{sound: TableSound, one: import("../schedule.js").Sound, now: number | null}} props */
function SoundRow({ sound, one, now }) {
  const { engine, room, conducts } = sound;
  const { track } = one;
  const at = now === null ? one.offset : playhead(one, now) ?? track.duration;
  const waits = now !== null && untilStart(one, now) > 1;
  return html`<li class="sound-card stack-s" data-sound=${one.id} data-state=${one.state}>
    <div class="row-s nowrap"><span class="sound-group" title=${groupName(one.group)}><${Icon} name=${groupIcon(one.group)} /></span>
      <span class="grow sound-name"><strong class="truncate">${track.name}</strong><span class="small quiet truncate">${[track.artist, groupName(one.group), waits ? t("begins in a moment") : ""].filter(Boolean).join(" · ")}</span></span>
      ${one.loop && html`<span class="chip" title=${t("Goes round")}><${Icon} name="repeat" /><span class="visually-hidden">${t("Goes round")}</span></span>`}
      ${one.state === "paused" && html`<span class="badge">${t("paused")}</span>`}</div>
    ${engine.problems.value.has(one.id) && html`<p class="small error-text" role="alert">${t("This device could not load it.")}</p>`}
    ${conducts.value ? html`<${Transport} sound=${sound} one=${one} at=${at} />`
      : !room.replaying.value && html`<div class="row-s nowrap"><progress max=${track.duration} value=${at} aria-label=${t("Place in {name}", { name: track.name })} /><span class="small quiet sound-time">${timeOf(at)} / ${timeOf(track.duration)}</span></div>`}
  </li>`;
}

/** @param {{sound: TableSound, one: any, at: number}} props */
function Transport({ sound: { room, ...rest }, one, at }) {
  const next = useSignal(false);
  const held = useSignal(/** @type {number | null} */ (null));
  const { track } = one;
  const about = { sound: one.id };
  const playing = one.state === "playing";
  const seek = (/** @type {any} */ event) => {
    held.value = null;
    room.send("sound.seek", { ...about, offset: event.target.valueAsNumber });
  };
  const shown = held.value ?? at;
  return html`
    <div class="row-s nowrap"><input type="range" class="sound-seek" min="0" max=${track.duration} step="any" value=${shown} aria-label=${t("Place in {name}", { name: track.name })}
        aria-valuetext=${t("{at} of {duration}", { at: timeOf(shown), duration: timeOf(track.duration) })} onInput=${(/** @type {any} */ event) => { held.value = event.target.valueAsNumber; }} onChange=${seek} />
      <span class="small quiet sound-time">${timeOf(shown)} / ${timeOf(track.duration)}</span></div>
    <div class="row-s nowrap sound-buttons">
      ${one.playlist && html`<${IconButton} icon="skip-back" label=${t("Previous in the playlist")} onClick=${() => room.send("playlist.previous", { playlist: one.playlist })} />`}
      <${IconButton} icon=${playing ? "pause" : "play"} label=${playing ? t("Pause {name}", { name: track.name }) : t("Go on with {name}", { name: track.name })} onClick=${() => room.send(playing ? "sound.pause" : "sound.resume", { ...about, fade: 0 })} />
      ${one.playlist && html`<${IconButton} icon="skip-forward" label=${t("Next in the playlist")} onClick=${() => room.send("playlist.next", { playlist: one.playlist })} />`}
      ${playing && html`<${IconButton} icon="trending-down" label=${t("Fade {name} out", { name: track.name })} onClick=${() => room.send("sound.stop", { ...about, fade: FADE_SECONDS })} />`}
      <${IconButton} icon="square" label=${t("Stop {name}", { name: track.name })} onClick=${() => room.send("sound.stop", about)} />
      <${IconButton} icon="repeat" pressed=${one.loop} label=${t("{name} goes round", { name: track.name })} onClick=${() => room.send("sound.loop", { ...about, loop: !one.loop })} />
      <${IconButton} icon="blend" label=${t("Crossfade from {name} to another", { name: track.name })} onClick=${() => { next.value = true; }} />
      <span class="grow"><${Slider} label=${t("Volume of {name}", { name: track.name })} icon="volume-2" value=${one.volume} onInput=${(/** @type {number} */ volume) => room.send("sound.volume", { ...about, volume })} /></span>
    </div>
    ${next.value && html`<${Finder} sound=${{ room, ...rest }} title=${t("Crossfade from {name} to …", { name: track.name })} verb=${t("Crossfade")} seconds=${FADE_SECONDS} once onClose=${() => { next.value = false; }}
      onPick=${(/** @type {any} */ to, /** @type {number} */ seconds) => room.send("sound.crossfade", { ...about, track: to.id, seconds })} />`}`;
}
