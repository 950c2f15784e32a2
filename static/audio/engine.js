/**
 * What sounds at the table, heard on this device in step with all others: reads the rows of kinds `sound` and `heard` (places in the
 * scene), keeps a voice for
 * each, looks after their playheads, and says honestly how well it goes. Knows no panel.
 *
 * @typedef {{state: "silent" | "blocked" | "muted" | "measuring" | "measured", ms: number}} Step `ms`: how far at most what
 *   is heard is from where it should be, the clocks' own uncertainty added
 */
import { computed, effect, signal } from "../vendor/ui.js";
import { openBuffers } from "./buffers.js";
import { DecodedVoice } from "./decoded_voice.js";
import { gainsOf } from "./mix.js";
import { soundOf } from "./nearby.js";
import { openOutput } from "./output.js";
import { StreamedVoice } from "./streamed_voice.js";
import { openTime } from "./time.js";

const TEND_MS = 500;
/** Longer ones stream: decoded they would take more than 60 MB. */
const DECODED_SECONDS = 180;
/** Each look at a playhead, for who measures from outside: `position` was at the loudspeaker when clocks showed `heard`. */
const MARK = "dreamtable:step";

/** @typedef {ReturnType<typeof openEngine>} Engine */

/** @param {import("./schedule.js").Sound["track"]} track */
export const isDecoded = (track) => track.duration <= DECODED_SECONDS && track.kind !== "music";

/**
 * @param {import("../rooms/store.js").Room} room
 * @param {import("./mix.js").Mix} mix
 * @param {{value: boolean}} voice whether somebody's words are being played on this page
 */
export function openEngine(room, mix, voice) {
  /** Nothing of the past is heard: a replay shows it. */
  const sounds = computed(() => (room.replaying.value ? [] : /** @type {import("./schedule.js").Sound[]} */ (Object.values(room.kind("sound").value))));
  /** What this page hears besides what it is told: rows like those of `heard`. Who leads is told where sounds stand instead. */
  const overheard = signal(/** @type {any[]} */ ([]));
  const arriving = computed(() => (room.replaying.value ? [] : [...Object.values(room.kind("heard").value), ...overheard.value]));
  const nearby = computed(() => arriving.value.map(soundOf));
  const heard = computed(() => [...sounds.value, ...nearby.value]);
  const playing = computed(() => sounds.value.filter((sound) => sound.state === "playing"));
  const wanted = signal(false);
  /** Whether something sounds here that is no row of the table's sounds: the soundtrack. */
  const besides = signal(false);
  const step = signal(/** @type {Step} */ ({ state: "silent", ms: 0 }));
  const problems = signal(/** @type {Set<string>} ids of sounds */ (new Set()));
  /** @type {Map<string, DecodedVoice | StreamedVoice>} */
  const voices = new Map();
  /** @type {null | {output: import("./output.js").Output, time: import("./time.js").Time, buffers: import("./buffers.js").Buffers}} */
  let open = null;

  /** Not before something sounds: a page that only looks never opens the sound card. */
  function opened() {
    if (open) return open;
    const output = openOutput();
    const time = openTime(room, output.context, () => mix.own.peek().delay);
    open = { output, time, buffers: openBuffers(output.context) };
    effect(() => output.mix(gainsOf(mix.own.value, Object.values(room.kind("mix").value)[0])));
    effect(() => { output.duck(voice.value); });
    effect(() => { if (!output.blocked.value) tend(); });
    return open;
  }

  function reconcile() {
    const { output, time, buffers } = opened();
    time.read();
    if (!time.ready()) return;
    const here = new Map(heard.peek().map((sound) => [sound.id, sound]));
    for (const [id, one] of voices) {
      if (here.has(id)) continue;
      one.close();
      voices.delete(id);
    }
    for (const [id, sound] of here) {
      const known = voices.get(id);
      if (known && known.sound.track.id === sound.track.id) {
        if (known.sound !== sound) known.update(sound);
        continue;
      }
      known?.close();
      voices.set(id, isDecoded(sound.track) ? new DecodedVoice(output, time, buffers, sound) : new StreamedVoice(output, time, sound));
    }
  }

  function tend() {
    if (!open) return;
    reconcile();
    let most = -1;
    const { time } = open;
    for (const [id, one] of voices) {
      const told = time.ready() && !open.output.blocked.peek() ? one.tend() : null;
      if (!told) continue;
      most = Math.max(most, Math.abs(told.error) + one.grain);
      const heard = performance.timeOrigin / 1000 + time.page(told.second);
      performance.clearMarks(MARK);
      performance.mark(MARK, { detail: { sound: id, track: one.sound.track.name, position: told.position, heard, error: told.error, uncertainty: time.uncertainty() } });
    }
    problems.value = same(problems.peek(), [...voices].filter(([, one]) => one.problem).map(([id]) => id));
    step.value = stepOf(most);
  }

  /** @param {number} most seconds; negative when nothing was measured @returns {Step} */
  function stepOf(most) {
    const now = step.peek();
    const state = open?.output.blocked.peek() ? "blocked" : !playing.peek().length && !nearby.peek().length ? "silent" : mix.own.peek().muted ? "muted" : most < 0 ? "measuring" : "measured";
    const ms = state === "measured" ? Math.ceil((most + (open?.time.uncertainty() ?? 0)) * 1000) : 0;
    return now.state === state && now.ms === ms ? now : { state, ms };
  }

  effect(() => { if (heard.value.length || wanted.value || besides.value) opened(); });
  effect(() => { if (heard.value && open) tend(); });
  setInterval(tend, TEND_MS);

  return {
    sounds, playing, step, problems, arriving, overheard, besides,
    /** By whose ears places are heard, in words; "" where that is no question. */
    heardAs: signal(""),
    /** Sound is wanted and the browser keeps it back. */
    blocked: computed(() => step.value.state === "blocked" && (playing.value.length > 0 || nearby.value.length > 0 || besides.value || wanted.value)),
    /** Server time; null as long as it is not known. */
    now: () => (open?.time.ready() ? open.time.now() : null),
    /** A touch of the page: the browser allows sound from within it. */
    wake() {
      wanted.value = true;
      opened().output.wake();
    },
    /** Open the way out though nothing sounds yet, as a speaker does. */
    prepare() { wanted.value = true; },
    /** The way out and the clocks, for what sounds besides. */
    ways: () => opened(),
  };
}

/** @param {Set<string>} was @param {string[]} is */
const same = (was, is) => (was.size === is.length && is.every((id) => was.has(id)) ? was : new Set(is));
