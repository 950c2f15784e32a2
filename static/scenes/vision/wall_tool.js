/**
 * Build and change walls. A click on free ground begins a chain or goes on with it; Enter, a double click or the first
 * corner ends it. Otherwise ends and walls are dragged, a double click splits, a box selects. With Ctrl, or while `onto`
 * says so, a chain begins on the wall under the pointer, which is not taken in hand then.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 * @typedef {import("../../base/geometry.js").Point} Point
 */
import { apart, boxOf } from "../../base/geometry.js";
import { heightOf } from "../grid.js";
import { Chain } from "./chain.js";
import { endsOf, inside, joint, nearest, nearestLine, snapEnd } from "./snapping.js";
import { walls } from "./state.js";

const REACH_PX = { mouse: 9, pen: 12, touch: 22 };
const SLOP_PX = 5;
const MOST_AT_ONCE = 500;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export class WallTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    this.chain = new Chain();
    /** @type {"idle" | "pressed" | "joint" | "walls" | "box"} */
    this.state = "idle";
    /** @type {Pointer | null} */
    this.start = null;
    /** @type {{id: string, end: 1 | 2}[]} the ends under the press */
    this.ends = [];
    /** @type {any} the wall under the press */
    this.wall = null;
  }

  get #all() {
    return this.context.scene.kindHere("wall").value;
  }

  /** @param {Pointer} pointer in pixels of the scene */
  #reach(pointer) {
    return (REACH_PX[pointer.kind] ?? REACH_PX.mouse) / this.context.stage.camera.value.zoom;
  }

  /** @param {Pointer} pointer @param {Set<string>} [without] ends of these walls do not attract */
  #snapped(pointer, without = new Set()) {
    const grid = this.context.scene.grid.value;
    const others = this.#all.filter((wall) => !without.has(wall.id));
    if (pointer.alt) return snapEnd({ ...grid, type: "none" }, pointer.world, [], this.#reach(pointer), others);
    return snapEnd(grid, pointer.world, [...this.chain.corners, ...others.flatMap(endsOf)], this.#reach(pointer), others);
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    this.start = pointer;
    this.state = "pressed";
    this.ends = [];
    this.wall = null;
    if (this.chain.begun || pointer.ctrl || walls.onto.value) return;
    const reach = this.#reach(pointer);
    const end = nearest(this.#all.flatMap(endsOf), pointer.world, reach);
    if (end) this.ends = joint(this.#all, end);
    else this.wall = nearestLine(this.#all, pointer.world, reach);
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (this.chain.begun) {
      walls.chain.value = [...this.chain.corners, this.#snapped(pointer)];
      return;
    }
    if (this.state === "idle" || !this.start) return void this.#hover(pointer);
    if (this.state === "pressed" && apart(this.start.screen, pointer.screen) > SLOP_PX) this.#begin();
    if (this.state === "joint") this.#dragJoint(pointer);
    else if (this.state === "walls") this.#dragWalls(pointer);
    else if (this.state === "box") this.context.showBox(boxOf(this.start.world, pointer.world));
  }

  /** @param {Pointer} pointer */
  up(pointer) {
    const { state } = this;
    this.state = "idle";
    this.context.showBox(null);
    if (state === "joint" || state === "walls") this.#drop();
    else if (state === "box" && this.start) this.#selectBox(boxOf(this.start.world, pointer.world), pointer.shift);
    else if (state === "pressed") this.#click(pointer);
  }

  /** What is under way is given up. */
  cancel() {
    this.chain = new Chain();
    this.state = "idle";
    walls.chain.value = [];
    walls.carried.value = new Map();
    this.context.showBox(null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.chain.begun) {
      if (event.key === "Enter") return this.#finish();
      if (event.key === "Escape") {
        this.cancel();
        return true;
      }
      if (event.key === "Backspace") return this.#back();
      return false;
    }
    if (!walls.selection.value.size) return false;
    if (event.key === "Delete" || event.key === "Backspace") return deleteWalls(this.context.scene);
    if (event.key === "Escape") {
      walls.selection.value = new Set();
      return true;
    }
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (event.key)];
    return arrow && !event.ctrlKey ? this.#nudge(arrow[0], arrow[1], event.altKey) : false;
  }

  /** @param {Pointer} pointer */
  #hover(pointer) {
    const reach = this.#reach(pointer);
    const near = nearest(this.#all.flatMap(endsOf), pointer.world, reach) ?? nearestLine(this.#all, pointer.world, reach);
    this.context.stage.canvas.style.cursor = near && !pointer.ctrl && !walls.onto.value ? "move" : "crosshair";
    walls.chain.value = [this.#snapped(pointer)];
  }

  #begin() {
    this.state = this.ends.length ? "joint" : this.wall ? "walls" : "box";
    walls.chain.value = [];
    if (this.wall && !walls.selection.value.has(this.wall.id)) walls.selection.value = new Set([this.wall.id]);
  }

  /** @param {Pointer} pointer */
  #dragJoint(pointer) {
    const place = this.#snapped(pointer, new Set(this.ends.map(({ id }) => id)));
    const byId = new Map(this.#all.map((wall) => [wall.id, wall]));
    walls.carried.value = new Map(this.ends.map(({ id, end }) => [id, { ...coordinates(byId.get(id)), [`x${end}`]: place.x, [`y${end}`]: place.y }]));
  }

  /** The pressed wall's first end keeps to the grid; the others keep their distance. @param {Pointer} pointer */
  #dragWalls(pointer) {
    const { start, wall } = this;
    if (!start) return;
    const raw = { x: wall.x1 + pointer.world.x - start.world.x, y: wall.y1 + pointer.world.y - start.world.y };
    const place = this.#snapped({ ...pointer, world: raw }, walls.selection.value);
    walls.carried.value = this.#shifted(place.x - wall.x1, place.y - wall.y1);
  }

  /** @param {number} dx @param {number} dy */
  #shifted(dx, dy) {
    const chosen = this.#all.filter((wall) => walls.selection.value.has(wall.id));
    return new Map(chosen.map((wall) => [wall.id, { x1: wall.x1 + dx, y1: wall.y1 + dy, x2: wall.x2 + dx, y2: wall.y2 + dy }]));
  }

  async #drop() {
    const carried = walls.carried.value;
    const moved = [...carried].map(([wall, ends]) => ({ wall, ...ends })).filter(({ x1, y1, x2, y2 }) => x1 !== x2 || y1 !== y2);
    for (let from = 0; from < moved.length; from += MOST_AT_ONCE) await this.context.scene.room.send("wall.move", { walls: moved.slice(from, from + MOST_AT_ONCE) });
    if (walls.carried.value === carried) walls.carried.value = new Map();
  }

  /** By half a cell, or by a pixel. @param {number} dx @param {number} dy @param {boolean} fine */
  #nudge(dx, dy, fine) {
    const grid = this.context.scene.grid.value;
    walls.carried.value = this.#shifted(dx * (fine ? 1 : grid.size / 2), dy * (fine ? 1 : heightOf(grid) / 2));
    this.#drop();
    return true;
  }

  /** @param {Pointer} pointer */
  #click(pointer) {
    if (this.chain.begun) {
      const again = !this.chain.add(this.#snapped(pointer));
      walls.chain.value = this.chain.corners;
      if (again || this.chain.closed || pointer.clicks === 2) this.#finish();
      return;
    }
    if (this.wall && pointer.clicks === 2) return void this.#split(pointer);
    if (this.wall) {
      const { selection } = walls;
      if (!pointer.shift) selection.value = new Set([this.wall.id]);
      else selection.value = new Set(selection.value.has(this.wall.id) ? [...selection.value].filter((id) => id !== this.wall.id) : [...selection.value, this.wall.id]);
      return;
    }
    walls.selection.value = new Set();
    this.chain.add(this.#snapped(pointer));
    walls.chain.value = this.chain.corners;
  }

  /** @param {Pointer} pointer */
  #split(pointer) {
    const { x, y } = pointer.alt ? pointer.world : this.#snapped(pointer, new Set([this.wall.id]));
    this.context.scene.room.send("wall.split", { wall: this.wall.id, x, y });
  }

  #finish() {
    const built = this.chain.finish();
    walls.chain.value = [];
    const { scene } = this.context;
    for (let from = 0; from < built.length; from += MOST_AT_ONCE) {
      const part = built.slice(from, from + MOST_AT_ONCE).map((line) => ({ ...line, ...walls.nature.value }));
      scene.room.send("wall.create", { scene: scene.id.value, walls: part });
    }
    return true;
  }

  #back() {
    this.chain.back();
    walls.chain.value = this.chain.corners;
    return true;
  }

  /** @param {import("../../base/geometry.js").Box} box @param {boolean} more */
  #selectBox(box, more) {
    walls.selection.value = new Set([...(more ? walls.selection.value : []), ...inside(this.#all, box).map((wall) => wall.id)]);
  }
}

/** @param {any} wall */
const coordinates = ({ x1, y1, x2, y2 }) => ({ x1, y1, x2, y2 });

/** Tear down what is selected. @param {import("../model.js").Scene} scene */
export function deleteWalls(scene) {
  const ids = [...walls.selection.value];
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) scene.room.send("wall.delete", { walls: ids.slice(from, from + MOST_AT_ONCE) });
  walls.selection.value = new Set();
  return true;
}
