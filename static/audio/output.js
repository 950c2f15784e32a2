/**
 * The way out of the page: one context, a gain for each group, what goes quieter under a voice, all together, a limiter
 * (sixteen sounds may add up to more than a loudspeaker takes). A browser may keep it silent until somebody touches the
 * page; `blocked` says so.
 */
import { signal } from "../vendor/ui.js";
import { on } from "../base/dom.js";
import { GROUPS } from "./mix.js";

/** How quickly a slider is followed: a jump in gain is a click. */
const SMOOTH = 0.02;
const DUCK_SMOOTH = 0.12;
/** Under a voice: -12 dB. */
const DUCKED = 0.25;
const GESTURES = ["pointerup", "keydown", "touchend"];

/** @typedef {ReturnType<typeof openOutput>} Output */

export function openOutput() {
  const context = new AudioContext();
  const blocked = signal(context.state !== "running");
  const master = context.createGain();
  const duck = context.createGain();
  const limiter = new DynamicsCompressorNode(context, { threshold: -1.5, knee: 0, ratio: 20, attack: 0.002, release: 0.1 });
  duck.connect(master).connect(limiter).connect(context.destination);
  const groups = new Map(GROUPS.map((name) => {
    const gain = context.createGain();
    gain.connect(duck);
    return [/** @type {string} */ (name), gain];
  }));

  /** @param {AudioParam} gain @param {number} value @param {number} [smooth] */
  const set = (gain, value, smooth = SMOOTH) => gain.setTargetAtTime(value, context.currentTime, smooth);
  const wake = () => { if (context.state !== "running") context.resume().catch(() => undefined); };
  context.addEventListener("statechange", () => { blocked.value = context.state !== "running"; });
  const quiet = GESTURES.map((gesture) => on(window, gesture, wake, { capture: true }));
  wake();

  return {
    context, blocked, wake, set,
    /** @param {string} group */
    into: (group) => groups.get(group) ?? duck,
    /** @param {ReturnType<typeof import("./mix.js").gainsOf>} gains */
    mix(gains) {
      set(master.gain, gains.master);
      for (const name of GROUPS) set(/** @type {GainNode} */ (groups.get(name)).gain, gains[name]);
    },
    /** @param {boolean} so */
    duck: (so) => set(duck.gain, so ? DUCKED : 1, DUCK_SMOOTH),
    close() {
      quiet.forEach((stop) => stop());
      context.close().catch(() => undefined);
    },
  };
}
