/**
 * Select and drag. A small state machine: idle, pointing (pressed, not yet moved), dragging tokens, boxing an area,
 * panning (a finger on empty ground).
 *
 * @typedef {import("../input.js").Pointer} Pointer
 */
import { apart, boxOf, holds } from "../../base/geometry.js";
import { snap } from "../grid.js";
import { groupOf } from "../tokens/group.js";
import { isLocked } from "../tokens/known.js";

/** A hand shakes and a finger more so: less than this is a click. */
const SLOP = { mouse: 4, pen: 6, touch: 10 };
const HOLD_MS = 500;
const MOST_POINTS = 40;

export class SelectTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "default";
    this.state = "idle";
    /** @type {any} the pointer where the press began */
    this.start = null;
    /** @type {any} the token that was pressed */
    this.token = null;
    /** @type {Map<string, any>} where the dragged tokens came from */
    this.origins = new Map();
    /** @type {Map<string, {x: number, y: number}>} where they would land now */
    this.carried = new Map();
    /** @type {{x: number, y: number} | null} */
    this.last = null;
    this.fresh = false;
    /** Whether copies are dragged, while the tokens stay. */
    this.copying = false;
    /** @type {{x: number, y: number}[]} the points that the first of the dragged goes by */
    this.way = [];
    /** @type {any} */
    this.holding = 0;
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    const { scene } = this.context;
    this.start = pointer;
    this.token = this.context.tokenAt(pointer);
    this.state = "pointing";
    if (this.token && !scene.selection.value.has(this.token.id)) {
      const chosen = this.#chosen(pointer);
      scene.select(pointer.shift ? [...scene.selection.value, ...chosen] : chosen);
      this.fresh = true;
    } else this.fresh = false;
    this.holding = setTimeout(() => this.#held(), HOLD_MS);
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (this.state === "idle") return void this.context.hover(pointer);
    if (this.state === "pointing" && apart(this.start.screen, pointer.screen) > (SLOP[pointer.kind] ?? SLOP.mouse)) this.#begin(pointer);
    if (this.state === "dragging") this.#drag(pointer);
    if (this.state === "boxing") this.context.showBox(boxOf(this.start.world, pointer.world));
    if (this.state === "panning") this.#pan(pointer);
  }

  /** @param {Pointer} pointer */
  up(pointer) {
    const state = this.state;
    this.#end();
    if (state === "dragging") this.#drop();
    else if (state === "boxing") this.#selectBox(pointer);
    else if (state === "pointing") this.#click(pointer);
  }

  cancel() {
    this.#end();
    this.carried = new Map();
    this.context.scene.carried.value = new Map();
    this.context.showDrag(null);
  }

  /** Space or Control while dragging: the way goes by here. @param {KeyboardEvent} event */
  key(event) {
    if (this.state !== "dragging" || this.copying || (event.key !== " " && event.key !== "Control")) return false;
    const place = this.carried.get(this.token.id);
    const last = this.way.at(-1) ?? this.origins.get(this.token.id);
    if (!event.repeat && place && (place.x !== last.x || place.y !== last.y) && this.way.length < MOST_POINTS) this.way.push(place);
    return true;
  }

  /** A token's whole group; Alt takes it alone. @param {Pointer} pointer */
  #chosen(pointer) {
    return pointer.alt ? [this.token.id] : groupOf(this.context.scene, this.token);
  }

  /** @param {Pointer} pointer */
  #begin(pointer) {
    clearTimeout(this.holding);
    const { scene } = this.context;
    if (this.token) {
      this.copying = Boolean(pointer.ctrl && scene.edits.value);
      this.way = [];
      const movable = this.copying ? scene.selected.value : scene.selected.value.filter((token) => scene.mayMove(token) && !isLocked(scene, token));
      if (!movable.some((token) => token.id === this.token.id)) return void (this.state = pointer.kind === "touch" ? "panning" : "held");
      this.origins = new Map(movable.map((token) => [token.id, token]));
      this.state = "dragging";
    } else {
      this.last = this.start.screen;
      this.state = pointer.kind === "touch" ? "panning" : "boxing";
    }
  }

  /** @param {Pointer} pointer */
  #drag(pointer) {
    const { scene, moves } = this.context;
    const lead = this.origins.get(this.token.id);
    const raw = { x: lead.x + pointer.world.x - this.start.world.x, y: lead.y + pointer.world.y - this.start.world.y };
    const free = pointer.alt || scene.grid.value.type === "none";
    const target = free ? { x: Math.round(raw.x), y: Math.round(raw.y) } : snap(scene.grid.value, raw, lead.size);
    this.carried = new Map();
    const shown = new Map();
    for (const [id, origin] of this.origins) {
      this.carried.set(id, { x: origin.x + target.x - lead.x, y: origin.y + target.y - lead.y });
      shown.set(id, { x: origin.x + raw.x - lead.x, y: origin.y + raw.y - lead.y });
    }
    scene.carried.value = shown;
    if (!this.copying) moves.preview(shown, this.#ways());
    this.context.showDrag({ lead, target, origins: [...this.origins.values()], way: this.way });
  }

  #drop() {
    const { scene, moves } = this.context;
    const moved = new Map([...this.carried].filter(([id, { x, y }]) => this.origins.get(id).x !== x || this.origins.get(id).y !== y));
    if (this.copying) moves.copy([...moved].map(([like, { x, y }]) => ({ like, x, y })));
    else moves.moveAll(moved, this.#ways());
    this.carried = new Map();
    scene.carried.value = new Map();
    this.context.showDrag(null);
  }

  /** The points that each of the dragged goes by, as the first one does. */
  #ways() {
    const lead = this.origins.get(this.token.id);
    return new Map([...this.origins].map(([id, { x, y }]) => [id, this.way.map((point) => ({ x: point.x + x - lead.x, y: point.y + y - lead.y }))]));
  }

  /** @param {Pointer} pointer */
  #selectBox(pointer) {
    const { scene } = this.context;
    const box = boxOf(this.start.world, pointer.world);
    const inside = scene.tokens.value.filter((token) => holds(box, token)).map((token) => token.id);
    scene.select(pointer.shift ? [...scene.selection.value, ...inside] : inside);
  }

  /** @param {Pointer} pointer */
  #click(pointer) {
    const { scene } = this.context;
    if (!this.token) {
      if (!pointer.shift) scene.select([]);
    } else if (pointer.shift && !this.fresh) {
      scene.select([...scene.selection.value].filter((id) => id !== this.token.id));
    } else if (!pointer.shift) scene.select(this.#chosen(pointer));
    if (this.token && pointer.clicks === 2) this.context.edit();
  }

  /** @param {Pointer} pointer */
  #pan(pointer) {
    const last = this.last ?? this.start.screen;
    this.context.panBy(pointer.screen.x - last.x, pointer.screen.y - last.y);
    this.last = pointer.screen;
  }

  /** Holding a token opens what is known of it: the touch screen's double click. */
  #held() {
    if (this.state !== "pointing" || !this.token || this.start.kind !== "touch") return;
    this.state = "held";
    this.context.edit();
  }

  #end() {
    clearTimeout(this.holding);
    this.state = "idle";
    this.last = null;
    this.context.showBox(null);
  }
}
