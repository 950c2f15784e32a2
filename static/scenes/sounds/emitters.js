/**
 * Sounds of places, for those who lead: which one is in hand, how it is being changed, what is placed next. The tool, its
 * options and what is drawn read the same signals.
 *
 * @typedef {import("../model.js").Scene} Scene
 * @typedef {{id: string, x?: number, y?: number, radius?: number, volume?: number}} Carried
 */
import { signal } from "../../vendor/ui.js";

/** As far as a new one is heard, in cells of the scene. */
const USUAL_CELLS = 6;
const RADIUS_MAX = 10_000;
/** Held keys and a turned wheel are one change, and one step of undo. */
const GATHER_MS = 220;

export const emitters = {
  /** what the next one plays @type {import("../../vendor/ui.js").Signal<{id: string, name: string} | null>} */
  track: signal(null),
  selected: signal(/** @type {string | null} */ (null)),
  /** one that is being moved or changed, as it is shown and heard here @type {import("../../vendor/ui.js").Signal<Carried | null>} */
  carried: signal(null),
  /** a new one under the hand @type {import("../../vendor/ui.js").Signal<{x: number, y: number, radius: number} | null>} */
  draft: signal(null),
  /** a sound is being chosen: for this new place, or (null) for what is in hand @type {import("../../vendor/ui.js").Signal<{place: {x: number, y: number, radius: number} | null} | null>} */
  choosing: signal(null),
};

/** Those of the scene in view, where and as one has them in hand. @param {Scene} scene @returns {any[]} */
export function emittersOf(scene) {
  const held = emitters.carried.value;
  return scene.kindHere("emitter").value.map((one) => (one.id === held?.id ? { ...one, ...held } : one));
}

/** @param {Scene} scene */
export const chosenEmitter = (scene) => emittersOf(scene).find(({ id }) => id === emitters.selected.value) ?? null;

/** Scene pixels to the unit of its grid. @param {Scene} scene */
export const perUnit = ({ grid }) => grid.value.size / (grid.value.distance || 1);

/** @param {Scene} scene */
export const usualRadius = ({ grid }) => bounded(grid.value.distance * USUAL_CELLS, grid.value);

/** A radius as one says it: in fifths of a cell, at least one. @param {number} radius in the scene's unit @param {import("../grid.js").Grid} grid */
export function bounded(radius, grid) {
  const step = (grid.distance || 1) / 5;
  return Math.min(RADIUS_MAX, Math.max(step, Math.round((Math.round(radius / step) * step) * 100) / 100));
}

/**
 * Place one; without a sound in hand one is asked for first.
 * @param {Scene} scene @param {{x: number, y: number, radius: number}} place
 */
export async function place(scene, place) {
  const track = emitters.track.value;
  if (!track) return void (emitters.choosing.value = { place });
  await scene.room.send("emitter.create", { scene: scene.id.value, track: track.id, ...place });
}

/** Change one, shown at once. @param {Scene} scene @param {string} id @param {Omit<Carried, "id"> & Record<string, any>} fields */
export async function change(scene, id, fields) {
  const mine = { id, ...fields };
  emitters.carried.value = mine;
  await scene.room.send("x" in fields ? "emitter.move" : "emitter.update", { emitter: id, ...fields });
  if (emitters.carried.value === mine) emitters.carried.value = null;
}

/** @type {{scene: Scene, id: string, fields: Record<string, any>, timer: any} | null} */
let gathered = null;

/** The same, told when no further change of the kind follows. @param {Scene} scene @param {string} id @param {Record<string, any>} fields */
export function gather(scene, id, fields) {
  if (gathered && (gathered.id !== id || Object.keys(gathered.fields).join() !== Object.keys(fields).join())) flush();
  clearTimeout(gathered?.timer);
  emitters.carried.value = { id, ...fields };
  gathered = { scene, id, fields, timer: setTimeout(flush, GATHER_MS) };
}

function flush() {
  const last = gathered;
  gathered = null;
  if (!last) return;
  clearTimeout(last.timer);
  change(last.scene, last.id, last.fields);
}

/** Take the one in hand away. @param {Scene} scene */
export function remove(scene) {
  flush();
  const one = chosenEmitter(scene);
  if (!one) return;
  emitters.selected.value = null;
  scene.room.send("emitter.delete", { emitter: one.id });
}
