/** Sounds of places in a scene, as they arrive where one's tokens are: loops that are muffled by walls and come from a side. Pure. */

/** The ear's whole range, and what is left of it behind a thick wall. */
const OPEN_HZ = 20_000;
const SHUT_HZ = 400;

/** @typedef {{muffle: number, pan: number}} Place muffle from 0 to 1, pan from -1 (left) to 1 */

/** Where a low-pass filter cuts; by octaves, as one hears. @param {number} muffle from 0 to 1 */
export const cutoff = (muffle) => OPEN_HZ * (SHUT_HZ / OPEN_HZ) ** Math.max(0, Math.min(1, muffle));

/**
 * A row of kind `heard` as a sound with its place. Its `gain` is an amplitude, a sound's volume the place of a slider.
 * @param {{id: string, track: import("./schedule.js").Track, gain: number, muffle: number, pan: number, started: number}} row
 * @returns {import("./schedule.js").Sound & {from: Place}}
 */
export const soundOf = ({ id, track, gain, muffle, pan, started }) => ({
  id, track, group: "ambience", state: "playing", started, offset: 0, rate: 1, volume: Math.sqrt(Math.max(0, gain)), loop: true, fade: null, ends: null,
  from: { muffle, pan },
});
