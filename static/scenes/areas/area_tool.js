/**
 * Lay areas of effect: the draft follows the pointer, a click lays it, a drag from its point turns it. Pressing the point
 * of an area that lies there takes that one: it is chosen, dragged, and deleted by a double click. The wheel changes the
 * size, with Shift it turns.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 */
import { effect } from "../../vendor/ui.js";
import { apart } from "../../base/geometry.js";
import { isRound } from "../geometry/areas.js";
import { snap } from "../grid.js";
import { bringSpells } from "./spells.js";

const GRIP_PX = { mouse: 14, pen: 16, touch: 24 };
const SLOP_PX = 6;
const TURN = 15;
const MOST_SIZE = 10_000;

export class AreaTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {Pointer | null} where the press began */
    this.start = null;
    /** @type {any} the area under the hand */
    this.area = null;
    this.moved = false;
    effect(() => { if (context.scene.tool.value === "area") bringSpells(); });
  }

  get marks() {
    return this.context.scene.marks;
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    this.start = pointer;
    this.moved = false;
    this.area = areaAt(this.context, pointer);
    if (this.area) {
      this.marks.chosen.value = { kind: "area", id: this.area.id };
      this.marks.draft.value = null;
    } else this.#draft(pointer);
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (!this.start) {
      if (areaAt(this.context, pointer)) this.marks.draft.value = null;
      else this.#draft(pointer);
      return;
    }
    this.moved ||= apart(this.start.screen, pointer.screen) > SLOP_PX;
    if (!this.moved) return;
    if (this.area) {
      const at = { x: this.area.x + pointer.world.x - this.start.world.x, y: this.area.y + pointer.world.y - this.start.world.y };
      const place = this.#place(at, pointer.alt);
      this.marks.carried.value = { kind: "area", id: this.area.id, fields: place };
      this.marks.preview("area", this.area.id, place);
    } else this.#turn(pointer);
  }

  /** @param {Pointer} pointer */
  up(pointer) {
    const { area, moved, marks } = this;
    this.start = this.area = null;
    if (area && moved && marks.carried.value) marks.change({ kind: "area", id: area.id }, "move", marks.carried.value.fields);
    else if (area && pointer.clicks === 2) marks.remove();
    else if (!area && marks.draft.value) this.#lay();
    if (pointer.kind === "touch") marks.draft.value = null;
  }

  /** @param {number} steps @param {boolean} shift */
  wheel(steps, shift) {
    const { marks, context } = this;
    const { one, chosen } = marks;
    const step = context.scene.grid.value.distance;
    const now = one.value && chosen.value?.kind === "area" && !marks.draft.value ? one.value : null;
    const from = now ?? marks.area.value;
    const fields = shift
      ? { rotation: (from.rotation + steps * TURN + 360) % 360 }
      : { size: Math.min(MOST_SIZE, Math.max(step, Math.round((from.size - steps * step) * 100) / 100)) };
    if (now && chosen.value) marks.gather(chosen.value, "update", fields);
    else {
      marks.area.value = { ...marks.area.value, ...fields };
      if (marks.draft.value) marks.draft.value = { ...marks.draft.value, ...fields };
    }
    return true;
  }

  cancel() {
    this.start = this.area = null;
    this.marks.draft.value = this.marks.carried.value = null;
  }

  /** @param {Pointer} pointer */
  #draft(pointer) {
    this.marks.draft.value = { ...this.marks.area.value, ...this.#place(pointer.world, pointer.alt) };
  }

  /** The centre of what lies around its point snaps as a token of its size does; what begins there, to corners and centres. @param {{x: number, y: number}} at @param {boolean} free */
  #place(at, free) {
    const grid = this.context.scene.grid.value;
    if (free || grid.type === "none") return { x: Math.round(at.x), y: Math.round(at.y) };
    if (grid.type !== "square") return snap(grid, at);
    const half = { ...grid, size: grid.size / 2, size_y: (grid.size_y || grid.size) / 2 };
    return snap(half, at, 2);
  }

  /** @param {Pointer} pointer */
  #turn(pointer) {
    const draft = this.marks.draft.value;
    if (!draft || isRound(draft.shape)) return;
    const degrees = (Math.atan2(pointer.world.y - draft.y, pointer.world.x - draft.x) * 180) / Math.PI + 90;
    const rotation = ((pointer.alt ? degrees : Math.round(degrees / TURN) * TURN) + 360) % 360;
    this.marks.draft.value = { ...draft, rotation };
    this.marks.area.value = { ...this.marks.area.value, rotation };
  }

  async #lay() {
    const { scene } = this.context;
    const { shape, x, y, size, width, angle, rotation, colour, opacity, label, effect: spell } = this.marks.draft.value;
    await scene.room.send("area.create", { scene: scene.id.value, shape, x, y, size, width, angle, rotation, colour, opacity, label, effect: spell });
  }
}

/**
 * The area that one may change whose point is under the pointer, the newest first.
 * @param {import("../table_view.js").Context} context
 * @param {Pointer} pointer
 */
export function areaAt({ scene, stage }, pointer) {
  const reach = GRIP_PX[pointer.kind] / stage.camera.value.zoom;
  return [...scene.marks.areas.value].reverse().find((area) => scene.marks.mayChange(area) && apart(area, pointer.world) <= reach) ?? null;
}

/** With the select tool the point of an area chooses it. @param {Pointer} pointer @param {import("../table_view.js").Context} context */
export function pressArea(pointer, context) {
  if (context.tokenAt(pointer)) return null;
  const area = areaAt(context, pointer);
  const choose = () => {
    context.scene.select([]);
    context.scene.marks.chosen.value = { kind: "area", id: area.id };
  };
  return area && { click: choose };
}
