/**
 * Let sounds come from places: a click sets one, a drag says at once how far it is heard. One that is there is dragged at
 * its middle, its ring says how far; the wheel with Shift does so too, arrows move it.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 */
import { apart } from "../../base/geometry.js";
import { lookedAt } from "../displays/looking.js";
import { snap, step } from "../grid.js";
import { nearest } from "../vision/snapping.js";
import { bounded, change, chosenEmitter, emitters, emittersOf, gather, perUnit, place, remove, usualRadius } from "./emitters.js";

const REACH_PX = { mouse: 16, pen: 18, touch: 24 };
const RING_PX = { mouse: 8, pen: 12, touch: 22 };
const SLOP_PX = 6;
const STEPS = /** @type {const} */ ({ ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] });

export class EmitterTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {Pointer | null} where the press began */
    this.start = null;
    /** @type {{one: any, part: "middle" | "ring"} | null} what is under the press */
    this.held = null;
  }

  get scene() {
    return this.context.scene;
  }

  /** @param {Pointer} pointer @returns {{one: any, part: "middle" | "ring"} | null} */
  #under(pointer) {
    const { zoom } = this.context.stage.camera.value;
    const one = nearest(emittersOf(this.scene), pointer.world, REACH_PX[pointer.kind] / zoom);
    if (one) return { one, part: "middle" };
    const chosen = chosenEmitter(this.scene);
    const off = chosen ? Math.abs(apart(chosen, pointer.world) - chosen.radius * perUnit(this.scene)) : Infinity;
    return off * zoom <= RING_PX[pointer.kind] ? { one: chosen, part: "ring" } : null;
  }

  /** @param {Pointer} pointer */
  #place(pointer) {
    if (pointer.alt) return { x: Math.round(pointer.world.x), y: Math.round(pointer.world.y) };
    return snap(this.scene.grid.value, pointer.world, 0.5);
  }

  /** How far the pointer is from a place, as a radius. @param {{x: number, y: number}} from @param {Pointer} pointer */
  #radius(from, pointer) {
    return bounded(apart(from, pointer.world) / perUnit(this.scene), this.scene.grid.value);
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    this.start = pointer;
    this.held = this.#under(pointer);
    if (this.held) emitters.selected.value = this.held.one.id;
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    const { start, held } = this;
    if (!start) {
      const under = this.#under(pointer);
      this.context.stage.canvas.style.cursor = !under ? "crosshair" : under.part === "ring" ? "ew-resize" : "move";
      return;
    }
    if (!emitters.carried.value && !emitters.draft.value && apart(start.screen, pointer.screen) <= SLOP_PX) return;
    if (!held) {
      const from = this.#place(start);
      emitters.draft.value = { ...from, radius: this.#radius(from, pointer) };
    } else if (held.part === "ring") emitters.carried.value = { id: held.one.id, radius: this.#radius(held.one, pointer) };
    else emitters.carried.value = { id: held.one.id, ...this.#place(pointer) };
  }

  /** @param {Pointer} pointer */
  async up(pointer) {
    const { start, held } = this;
    this.start = this.held = null;
    const draft = emitters.draft.value;
    const carried = emitters.carried.value;
    emitters.draft.value = null;
    if (carried) {
      const { id, ...fields } = carried;
      await change(this.scene, id, fields);
    } else if (draft) await place(this.scene, draft);
    else if (start && !held && apart(start.screen, pointer.screen) <= SLOP_PX) {
      if (emitters.selected.value) emitters.selected.value = null; /* the first click lets go of what was in hand */
      else await place(this.scene, { ...this.#place(pointer), radius: usualRadius(this.scene) });
    }
  }

  cancel() {
    this.start = this.held = null;
    emitters.carried.value = emitters.draft.value = null;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const one = chosenEmitter(this.scene);
    if (event.ctrlKey || event.metaKey) return false;
    if (event.key === "Enter" && !one) placeInTheMiddle(this.scene);
    else if (!one) return false;
    else if (event.key === "Escape") emitters.selected.value = null;
    else if (event.key === "Delete" || event.key === "Backspace") remove(this.scene);
    else if (event.key === "[" || event.key === "]") this.#widen(one, event.key === "]" ? 1 : -1);
    else if (event.key in STEPS) this.#walk(one, event);
    else return false;
    return true;
  }

  /** @param {number} steps @param {boolean} shift */
  wheel(steps, shift) {
    const one = shift ? chosenEmitter(this.scene) : null;
    if (one) this.#widen(one, -steps);
    return one !== null;
  }

  /** @param {any} one @param {number} cells */
  #widen(one, cells) {
    const grid = this.scene.grid.value;
    gather(this.scene, one.id, { radius: bounded(one.radius + cells * (grid.distance || 1), grid) });
  }

  /** @param {any} one @param {KeyboardEvent} event */
  #walk(one, event) {
    const [dx, dy] = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    const { x, y } = event.altKey ? { x: one.x + dx, y: one.y + dy } : step(this.scene.grid.value, one, dx, dy);
    gather(this.scene, one.id, { x, y });
  }
}

/** For who has no pointer: arrows bring it where it belongs. @param {import("../model.js").Scene} scene */
export function placeInTheMiddle(scene) {
  const middle = lookedAt();
  if (middle) place(scene, { ...snap(scene.grid.value, middle, 0.5), radius: usualRadius(scene) });
}
