/**
 * Measure: press, drag, release; Ctrl and a click, or Space, sets a waypoint while one drags. Without dragging each click
 * (or tap) sets one, and a double click ends the way. Points keep to the cells unless Alt is held.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 */
import { apart } from "../../base/geometry.js";
import { snap } from "../grid.js";

const SLOP_PX = 6;

export class RulerTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {"idle" | "dragging" | "clicking"} */
    this.state = "idle";
    /** @type {Pointer | null} */
    this.start = null;
    /** @type {{x: number, y: number}[]} the points that are set */
    this.set = [];
    /** @type {{x: number, y: number} | null} */
    this.end = null;
  }

  get ruler() {
    return this.context.scene.ruler;
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    this.start = pointer;
    if (this.state === "idle") {
      this.set = [this.#at(pointer)];
      this.state = "dragging";
    } else if (this.state === "clicking" && pointer.clicks === 2) return this.#finish();
    else this.#waypoint(this.#at(pointer));
    this.move(pointer);
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (this.state === "idle") return;
    this.end = this.#at(pointer);
    this.ruler.show([...this.set, this.end]);
  }

  /** @param {Pointer} pointer */
  up(pointer) {
    const dragged = this.start && apart(this.start.screen, pointer.screen) > SLOP_PX;
    if (this.state === "dragging" && pointer.ctrl) this.#waypoint(this.#at(pointer));
    else if (this.state === "dragging" && (dragged || this.set.length > 1)) return this.#finish();
    if (this.state !== "idle") this.state = "clicking"; /* the way goes on with the next click */
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.state === "idle" || event.key !== " " || !this.end) return false;
    if (!event.repeat) this.#waypoint(this.end);
    return true;
  }

  cancel() {
    this.state = "idle";
    this.set = [];
    this.start = this.end = null;
    this.ruler.release(true);
  }

  /** @param {{x: number, y: number}} at */
  #waypoint(at) {
    const last = this.set[this.set.length - 1];
    if (this.set.length < this.ruler.MOST_POINTS - 1 && (last.x !== at.x || last.y !== at.y)) this.set.push(at);
    this.ruler.show([...this.set, at]);
  }

  #finish() {
    this.state = "idle";
    this.set = [];
    this.ruler.release();
  }

  /** @param {Pointer} pointer */
  #at(pointer) {
    return pointer.alt ? { ...pointer.world } : snap(this.context.scene.grid.value, pointer.world, 1);
  }
}
