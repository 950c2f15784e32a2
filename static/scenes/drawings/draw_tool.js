/**
 * Draw by hand, in shapes and in words; or take what is drawn, to move and delete it. A small state machine: idle,
 * drawing (freehand, line, rectangle, ellipse), placing (a polygon's corners, one click each), dragging.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 */
import { apart } from "../../base/geometry.js";
import { fromLine } from "../geometry/coverage.js";
import { snap } from "../grid.js";
import { shifted } from "./marks.js";
import { simplifyTo } from "./simplify.js";

const MOST_POINTS = 1000;
/** Of the screen: what a freehand line may lose. */
const TOLERANCE_PX = 1.2;
const SLOP_PX = 4;
const REACH_PX = { mouse: 8, pen: 10, touch: 18 };

export class DrawTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {Pointer | null} */
    this.start = null;
    /** @type {{x: number, y: number}[]} */
    this.points = [];
    /** @type {any} the drawing under the hand */
    this.taken = null;
  }

  get marks() {
    return this.context.scene.marks;
  }

  get kind() {
    return this.marks.drawing.value.kind;
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    if (this.kind === "text") return void (this.marks.sketch.value = { text: true, at: this.#at(pointer) });
    if (this.kind === "take") return this.#take(pointer);
    if (this.kind === "polygon") return this.#corner(pointer);
    this.start = pointer;
    this.points = [this.#at(pointer)];
    this.#show();
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (this.taken) return this.#drag(pointer);
    if (this.kind === "polygon" && this.points.length) return this.#show(this.#at(pointer));
    if (!this.start) return;
    const at = this.#at(pointer);
    if (this.kind === "freehand") this.points.push(at);
    else this.points = [this.points[0], at];
    this.#show();
  }

  /** @param {Pointer} pointer */
  up(pointer) {
    if (this.taken) return this.#drop();
    if (!this.start) return;
    const far = apart(this.start.screen, pointer.screen) > SLOP_PX;
    this.start = null;
    if (this.kind === "freehand" || far) this.#finish();
    else this.cancel();
  }

  /** Enter closes a polygon, Backspace takes its last corner. @param {KeyboardEvent} event */
  key(event) {
    if (this.kind !== "polygon" || !this.points.length) return false;
    if (event.key === "Enter") this.#finish();
    else if (event.key === "Backspace") {
      this.points.pop();
      this.#show();
    } else return false;
    return true;
  }

  cancel() {
    this.start = this.taken = null;
    this.points = [];
    this.marks.sketch.value = this.marks.carried.value = null;
  }

  /** Corners of shapes keep to the grid with Ctrl. @param {Pointer} pointer */
  #at(pointer) {
    const { grid } = this.context.scene;
    const at = pointer.ctrl ? snap(grid.value, pointer.world, 2) : pointer.world;
    return { x: Math.round(at.x), y: Math.round(at.y) };
  }

  /** @param {{x: number, y: number}} [next] where the pointer is */
  #show(next) {
    const points = [...this.points, ...(next ? [next] : [])].map(({ x, y }) => [x, y]);
    this.marks.sketch.value = points.length ? { ...this.marks.drawing.value, points } : null;
  }

  /** @param {Pointer} pointer */
  #corner(pointer) {
    const at = this.#at(pointer);
    const zoom = this.context.stage.camera.value.zoom;
    const closes = this.points.length > 2 && apart(this.points[0], at) * zoom < REACH_PX[pointer.kind] * 1.5;
    if (closes || (pointer.clicks === 2 && this.points.length > 2)) return this.#finish();
    if (this.points.length < MOST_POINTS) this.points.push(at);
    this.#show();
  }

  async #finish() {
    const { scene, stage } = this.context;
    const { kind, stroke, fill, width } = this.marks.drawing.value;
    const points = kind === "freehand" ? simplifyTo(this.points, TOLERANCE_PX / stage.camera.value.zoom, MOST_POINTS) : this.points;
    this.points = [];
    if (kind === "polygon" && points.length < 3) return this.cancel();
    const data = { kind, stroke, fill: kind === "freehand" || kind === "line" ? "" : fill, width, points: points.map(({ x, y }) => [x, y]) };
    const shown = { ...data };
    this.marks.sketch.value = shown;
    await scene.room.send("drawing.create", { scene: scene.id.value, ...data });
    if (this.marks.sketch.value === shown) this.marks.sketch.value = null;
  }

  /** @param {Pointer} pointer */
  #take(pointer) {
    const reach = REACH_PX[pointer.kind] / this.context.stage.camera.value.zoom;
    const found = [...this.marks.drawings.value].reverse().find((one) => this.marks.mayChange(one) && touches(one, pointer.world, reach));
    this.marks.chosen.value = found ? { kind: "drawing", id: found.id } : null;
    this.taken = found && !found.locked ? found : null;
    this.start = pointer;
  }

  /** @param {Pointer} pointer */
  #drag(pointer) {
    if (!this.start || apart(this.start.screen, pointer.screen) < SLOP_PX) return;
    const [dx, dy] = [pointer.world.x - this.start.world.x, pointer.world.y - this.start.world.y];
    this.marks.carried.value = { kind: "drawing", id: this.taken.id, fields: { points: shifted(this.taken.points, dx, dy) } };
    this.marks.preview("drawing", this.taken.id, { dx: Math.round(dx), dy: Math.round(dy) });
  }

  #drop() {
    const { taken, marks } = this;
    this.taken = this.start = null;
    if (marks.carried.value) marks.change({ kind: "drawing", id: taken.id }, "update", marks.carried.value.fields);
  }
}

/**
 * Whether a point is on a drawing, or in a filled one.
 * @param {any} drawing
 * @param {{x: number, y: number}} at
 * @param {number} reach
 */
export function touches(drawing, at, reach) {
  const points = drawing.points.map(([x, y]) => ({ x, y }));
  const [first, last] = [points[0], points[points.length - 1]];
  const edge = reach + drawing.width / 2;
  if (drawing.kind === "text") {
    const lines = drawing.text.split("\n");
    const width = Math.max(...lines.map((line) => line.length)) * drawing.size * 0.6;
    return at.x > first.x - reach && at.x < first.x + width + reach && at.y > first.y - reach && at.y < first.y + lines.length * drawing.size * 1.2 + reach;
  }
  if (points.length === 1) return apart(first, at) <= edge;
  if (drawing.kind === "rect" || drawing.kind === "ellipse") {
    const [x, y] = [(first.x + last.x) / 2, (first.y + last.y) / 2];
    const [across, down] = [Math.abs(last.x - first.x) / 2 + edge, Math.abs(last.y - first.y) / 2 + edge];
    if (drawing.kind === "ellipse") return ((at.x - x) / across) ** 2 + ((at.y - y) / down) ** 2 <= 1;
    return Math.abs(at.x - x) <= across && Math.abs(at.y - y) <= down;
  }
  const ends = drawing.kind === "polygon" ? [...points, first] : points;
  return ends.slice(1).some((end, index) => fromLine(at, ends[index], end) <= edge);
}
