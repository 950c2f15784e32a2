/** A universe as its page knows it: the room's things by the names that panels and the stage use. */
import { computed } from "../vendor/ui.js";

/** @typedef {ReturnType<typeof openWorld>} World */
/** @typedef {{id: string, name: string, place: number, shape: string, radius: number, width: number, height: number, points: [number, number][],
 *   mass: number | null, position: [number, number], velocity: [number, number], angle: number, static: boolean, sensor: boolean,
 *   material: {restitution: number | null, friction: number | null, density: number | null}} & {[field: string]: any}} Body */

/** @param {import("../rooms/store.js").Room} room */
export function openWorld(room) {
  const only = (/** @type {string} */ kind) => computed(() => Object.values(room.kind(kind).value)[0] ?? null);
  const inOrder = (/** @type {string} */ kind) => computed(() => Object.values(room.kind(kind).value).sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)));
  return {
    room,
    about: only("universe"),
    physics: only("physics"),
    music: only("music"),
    simulation: only("simulation"),
    /** @type {import("../vendor/ui.js").ReadonlySignal<Body[]>} */
    bodies: inOrder("body"),
    constraints: inOrder("constraint"),
    /** Whether one may change anything. */
    edits: computed(() => room.may("universes.edit")),
  };
}
