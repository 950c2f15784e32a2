/** The sound's half of the live page: what is heard, the tab, the chip in the top bar, keys of pads. */
import { computed, html } from "../vendor/ui.js";
import { chordOf } from "../base/chords.js";
import { isTyping, on } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { voicePlays } from "../rooms/files/player.js";
import { openEngine } from "./engine.js";
import { openMix } from "./mix.js";
import { StepChip, Unlock } from "./panel/own_mix.js";
import { SoundPanel } from "./panel/sound_panel.js";

/** @typedef {ReturnType<typeof openTableSound>} TableSound */

/** @param {import("../rooms/store.js").Room} room */
export function openTableSound(room) {
  const mix = openMix("dreamtable:mix");
  const engine = openEngine(room, mix, voicePlays);
  const placed = (/** @type {string} */ kind) => computed(() => Object.values(room.kind(kind).value).sort((a, b) => a.place - b.place));
  const pads = placed("pad");
  const entries = placed("playlist_entry");
  const sound = {
    room, mix, engine, pads,
    conducts: computed(() => room.leads.value && room.may("audio.conduct")),
    playlists: computed(() => Object.values(room.kind("playlist").value).sort((a, b) => a.name.localeCompare(b.name))),
    /** @param {string} playlist */
    entriesOf: (playlist) => entries.value.filter((entry) => entry.playlist === playlist),
  };
  /* Before the map's keys: who gives a pad a letter wants the sound. */
  on(window, "keydown", (event) => {
    if (event.defaultPrevented || event.repeat || isTyping(event.target) || document.querySelector("dialog[open]") || !sound.conducts.value) return;
    const chord = chordOf(event);
    const pad = chord && pads.value.find((one) => one.hotkey === chord);
    if (!pad) return;
    event.preventDefault();
    event.stopPropagation();
    room.send("pad.press", { pad: pad.id });
  }, { capture: true });
  return sound;
}

/**
 * @param {TableSound} sound @param {() => any} [besides] what else of sound there is to see, above what sounds now
 * @returns {import("../rooms/dock.js").Tab}
 */
export const soundTab = (sound, besides) => ({ name: "sound", label: t("Sound"), icon: "music", view: () => html`<${SoundPanel} sound=${sound} besides=${besides} />` });

export { StepChip, Unlock };
