/**
 * How loud: the table's mix by the game master, times one's own on this device. A slider's place is from 0 to 1; what it
 * sounds like is `gainOf` in schedule.js.
 *
 * @typedef {{master: number, music: number, ambience: number, effects: number, muted: boolean, delay: number}} OwnMix
 *   `delay` milliseconds that this device's sound comes late after what the browser tells, as with Bluetooth
 */
import { signal } from "../vendor/ui.js";
import { gainOf } from "./schedule.js";

export const GROUPS = /** @type {const} */ (["music", "ambience", "effects"]);
export const DELAY_MAX = 1_000;
const FULL = { master: 1, music: 1, ambience: 1, effects: 1 };
/** @type {OwnMix} */
const FIRST = { ...FULL, master: 0.8, muted: false, delay: 0 };

/** @typedef {ReturnType<typeof openMix>} Mix */

/**
 * @param {string} name of the place in local storage: a speaker has another mix than the page beside it
 * @param {Pick<Storage, "getItem" | "setItem"> | null} [storage]
 */
export function openMix(name, storage = storageOf()) {
  const own = signal(read(storage, name));
  return {
    own,
    /** @param {Partial<OwnMix>} fields */
    set(fields) {
      own.value = bounded({ ...own.value, ...fields });
      try {
        storage?.setItem(name, JSON.stringify(own.value));
      } catch {
        /* a full or forbidden storage: it holds until the page is closed */
      }
    },
  };
}

/**
 * The gain of each group and of all together.
 * @param {OwnMix} own
 * @param {{master?: number, music?: number, ambience?: number, effects?: number} | undefined} table
 */
export function gainsOf(own, table) {
  const all = { ...FULL, ...table };
  const group = (/** @type {"master" | "music" | "ambience" | "effects"} */ name) => gainOf(own[name]) * gainOf(all[name]);
  return { master: own.muted ? 0 : group("master"), music: group("music"), ambience: group("ambience"), effects: group("effects") };
}

/** @param {any} mix of any age @returns {OwnMix} */
function bounded(mix) {
  const place = (/** @type {any} */ value, /** @type {number} */ otherwise, most = 1) => (Number.isFinite(value) ? Math.max(0, Math.min(most, value)) : otherwise);
  return {
    master: place(mix?.master, FIRST.master), music: place(mix?.music, 1), ambience: place(mix?.ambience, 1), effects: place(mix?.effects, 1),
    muted: mix?.muted === true, delay: place(mix?.delay, 0, DELAY_MAX),
  };
}

/** @param {Pick<Storage, "getItem"> | null} storage @param {string} name */
function read(storage, name) {
  try {
    return bounded(JSON.parse(storage?.getItem(name) ?? "null"));
  } catch {
    return FIRST;
  }
}

function storageOf() {
  try {
    return window.localStorage;
  } catch {
    return null; /* forbidden: then a reload forgets it */
  }
}
