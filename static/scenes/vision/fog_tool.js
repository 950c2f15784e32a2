/**
 * Fog by hand: drag a rectangle, a circle or a brush, click the corners of a polygon. Ctrl and a click takes a stroke in
 * hand: its points are dragged, Ctrl and a click on an edge adds one, Shift and a click takes one away, Delete all of it.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 */
import { apart } from "../../base/geometry.js";
import { awayFrom, nearest, snapEnd } from "./snapping.js";
import { covers, thinned } from "./strokes.js";
import { fog } from "./state.js";

const REACH_PX = { mouse: 10, pen: 12, touch: 22 };
const SLOP_PX = 5;
const MOST_POINTS = 1000;

export class FogTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {Pointer | null} */
    this.start = null;
    /** @type {number[][]} corners of a polygon, points of a brush */
    this.points = [];
    /** @type {{stroke: any, at: number} | null} the point that is dragged */
    this.dragged = null;
  }

  get #cell() {
    return this.context.scene.grid.value.size;
  }

  /** @param {Pointer} pointer @returns {number[]} */
  #snapped(pointer) {
    const { x, y } = pointer.alt ? pointer.world : snapEnd(this.context.scene.grid.value, pointer.world, [], 0);
    return [Math.round(x), Math.round(y)];
  }

  /** @param {Pointer} pointer */
  #reach(pointer) {
    return (REACH_PX[pointer.kind] ?? REACH_PX.mouse) / this.context.stage.camera.value.zoom;
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    if (this.#edit(pointer)) return;
    this.start = pointer;
    if (fog.kind.value === "brush") {
      this.points = [[Math.round(pointer.world.x), Math.round(pointer.world.y)]];
      this.#show(this.points);
    }
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (this.dragged) return this.#drag(pointer);
    const { start } = this;
    const kind = fog.kind.value;
    if (kind === "polygon") {
      if (this.points.length) this.#show([...this.points, this.#snapped(pointer)]);
    } else if (kind === "brush") {
      const at = [Math.round(pointer.world.x), Math.round(pointer.world.y)];
      if (!start) return this.#show([at]);
      const [x, y] = this.points[this.points.length - 1];
      if (Math.hypot(at[0] - x, at[1] - y) > this.#radius() / 3) this.points = [...this.points, at];
      this.#show(this.points);
    } else if (start) {
      const [x, y] = this.#snapped(start);
      const to = this.#snapped(pointer);
      if (kind === "rect") this.#show([[x, y], to]);
      else this.#show([[x, y]], Math.hypot(to[0] - x, to[1] - y));
    }
  }

  /** @param {Pointer} pointer */
  up(pointer) {
    if (this.dragged) return this.#drop();
    const { start } = this;
    this.start = null;
    if (!start) return;
    if (fog.kind.value === "polygon") return this.#corner(pointer);
    const draft = fog.draft.value;
    const moved = apart(start.screen, pointer.screen) > SLOP_PX;
    if (draft && (moved || draft.kind === "brush")) this.#paint(draft);
    this.#clear();
  }

  cancel() {
    this.start = this.dragged = null;
    this.#clear();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.points.length && fog.kind.value === "polygon") {
      if (event.key === "Enter") return this.#close();
      if (event.key !== "Escape" && event.key !== "Backspace") return false;
      this.points = event.key === "Escape" ? [] : this.points.slice(0, -1);
      if (this.points.length) this.#show(this.points);
      else this.#clear();
      return true;
    }
    const stroke = this.#editing();
    if (!stroke) return false;
    if (event.key === "Delete" || event.key === "Backspace") this.context.scene.room.send("fog.erase", { shape: stroke.id });
    else if (event.key !== "Escape") return false;
    fog.editing.value = null;
    return true;
  }

  #radius() {
    return fog.size.value * this.#cell * 0.5;
  }

  /** @param {number[][]} points @param {number} [radius] */
  #show(points, radius = this.#radius()) {
    fog.draft.value = { kind: fog.kind.value, points, radius };
  }

  #clear() {
    this.points = [];
    fog.draft.value = null;
  }

  /** A click sets a corner; the first one again, or a double click, closes the polygon. @param {Pointer} pointer */
  #corner(pointer) {
    const at = this.#snapped(pointer);
    const [first] = this.points;
    const last = this.points.at(-1);
    if (pointer.clicks === 2 || (first && first[0] === at[0] && first[1] === at[1])) return void this.#close();
    if (!last || last[0] !== at[0] || last[1] !== at[1]) this.points = [...this.points, at];
    this.#show(this.points);
  }

  #close() {
    if (this.points.length >= 3) this.#paint({ kind: "polygon", points: this.points, radius: 0 });
    this.#clear();
    return true;
  }

  /** @param {{kind: string, points: number[][], radius: number}} draft */
  #paint({ kind, points, radius }) {
    const { scene } = this.context;
    const round = kind === "circle" || kind === "brush";
    if (round && radius < 1) return;
    scene.room.send("fog.paint", {
      scene: scene.id.value, mode: fog.mode.value, kind, walls: fog.cutByWalls.value,
      points: kind === "brush" ? thinned(points, radius / 8, MOST_POINTS) : points, ...(round && { radius }),
    });
  }

  #editing() {
    return this.context.scene.kindHere("fog_shape").value.find(({ id }) => id === fog.editing.value) ?? null;
  }

  /** @param {Pointer} pointer @returns {boolean} whether the press was for a stroke that is there */
  #edit(pointer) {
    const stroke = this.#editing();
    const reach = this.#reach(pointer);
    const point = stroke && nearest(stroke.points.map((/** @type {number[]} */ [x, y], /** @type {number} */ at) => ({ x, y, at })), pointer.world, reach);
    if (point && pointer.shift) return this.#without(stroke, point.at);
    if (point) {
      this.dragged = { stroke, at: point.at };
      return true;
    }
    if (!pointer.ctrl) return false;
    if (stroke && this.#between(stroke, pointer, reach)) return true;
    const under = [...this.context.scene.kindHere("fog_shape").value].sort((a, b) => b.order - a.order).find((one) => covers(one, pointer.world));
    fog.editing.value = under?.id ?? null;
    return true;
  }

  /** @param {any} stroke @param {number} at */
  #without(stroke, at) {
    const least = { polygon: 4, brush: 2 }[/** @type {string} */ (stroke.kind)] ?? Infinity;
    if (stroke.points.length >= least) this.#change(stroke, stroke.points.filter((/** @type {any} */ _point, /** @type {number} */ one) => one !== at));
    return true;
  }

  /** A new point where an edge was clicked. @param {any} stroke @param {Pointer} pointer @param {number} reach */
  #between(stroke, pointer, reach) {
    if (stroke.kind !== "polygon" && stroke.kind !== "brush") return false;
    const { points, kind } = stroke;
    for (let at = 0; at < points.length - (kind === "brush" ? 1 : 0); at += 1) {
      const [[x1, y1], [x2, y2]] = [points[at], points[(at + 1) % points.length]];
      if (awayFrom({ id: "", x1, y1, x2, y2 }, pointer.world) > reach) continue;
      this.#change(stroke, points.toSpliced(at + 1, 0, [Math.round(pointer.world.x), Math.round(pointer.world.y)]));
      return true;
    }
    return false;
  }

  /** @param {Pointer} pointer */
  #drag(pointer) {
    const { stroke, at } = /** @type {{stroke: any, at: number}} */ (this.dragged);
    fog.draft.value = { kind: stroke.kind, radius: stroke.radius, points: stroke.points.with(at, this.#snapped(pointer)) };
  }

  #drop() {
    const { stroke } = /** @type {{stroke: any, at: number}} */ (this.dragged);
    this.dragged = null;
    if (fog.draft.value) this.#change(stroke, fog.draft.value.points);
    fog.draft.value = null;
  }

  /** @param {any} stroke @param {number[][]} points */
  #change(stroke, points) {
    this.context.scene.room.send("fog.change", { shape: stroke.id, points });
  }
}
