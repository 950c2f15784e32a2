/** Set up lights: a click on free ground places one, others are dragged; the wheel turns the one in hand. */
import { apart } from "../../base/geometry.js";
import { snap } from "../grid.js";
import { nearest } from "./snapping.js";
import { shineOf } from "./presets.js";
import { lights } from "./state.js";

const REACH_PX = { mouse: 16, pen: 18, touch: 24 };
const SLOP_PX = 5;
const SAME_PLACE = 1;
const TURN = 15;

/** @typedef {import("../input.js").Pointer} Pointer */

export class LightTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {Pointer | null} */
    this.start = null;
    /** @type {any} the light under the press */
    this.light = null;
  }

  /** The light within reach, or the one that stands where a new one would. @param {Pointer} pointer */
  #under(pointer) {
    const all = this.context.scene.kindHere("light").value;
    const reach = (REACH_PX[pointer.kind] ?? REACH_PX.mouse) / this.context.stage.camera.value.zoom;
    return nearest(all, pointer.world, reach) ?? nearest(all, this.#place(pointer), SAME_PLACE);
  }

  /** @param {Pointer} pointer */
  #place(pointer) {
    if (pointer.alt) return { x: Math.round(pointer.world.x), y: Math.round(pointer.world.y) };
    return snap(this.context.scene.grid.value, pointer.world, 0.5);
  }

  /** @param {Pointer} pointer */
  down(pointer) {
    this.start = pointer;
    this.light = this.#under(pointer);
    if (this.light) lights.selected.value = this.light.id;
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    if (!this.start) {
      this.context.stage.canvas.style.cursor = this.#under(pointer) ? "move" : "crosshair";
    } else if (this.light && (lights.carried.value || apart(this.start.screen, pointer.screen) > SLOP_PX)) {
      lights.carried.value = { id: this.light.id, ...this.#place(pointer) };
    }
  }

  /** @param {Pointer} pointer */
  async up(pointer) {
    const { start, light } = this;
    this.start = this.light = null;
    const { room, id, grid } = this.context.scene;
    const carried = lights.carried.value;
    if (carried) {
      await room.send("light.move", { light: carried.id, x: carried.x, y: carried.y });
      if (lights.carried.value === carried) lights.carried.value = null;
    } else if (start && !light && apart(start.screen, pointer.screen) <= SLOP_PX) {
      if (lights.selected.value) lights.selected.value = null; /* the first click lets go of what was in hand */
      else room.send("light.create", { scene: id.value, ...shineOf(lights.preset.value, grid.value), ...this.#place(pointer) });
    }
  }

  cancel() {
    this.start = this.light = null;
    lights.carried.value = null;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const light = chosenLight(this.context.scene);
    if (!light) return false;
    if (event.key === "Escape") lights.selected.value = null;
    else if (event.key === "Delete" || event.key === "Backspace") this.context.scene.room.send("light.delete", { light: light.id });
    else if (event.key === "[" || event.key === "]") this.#turn(light, event.key === "]" ? TURN : -TURN);
    else return false;
    return true;
  }

  /** @param {number} steps @param {boolean} shift */
  wheel(steps, shift) {
    const light = shift ? chosenLight(this.context.scene) : null;
    if (light) this.#turn(light, steps * TURN);
    return light !== null;
  }

  /** @param {any} light @param {number} degrees */
  #turn(light, degrees) {
    this.context.scene.room.send("light.update", { light: light.id, rotation: (((light.rotation + degrees) % 360) + 360) % 360 });
  }
}

/** @param {import("../model.js").Scene} scene */
export const chosenLight = (scene) => scene.kindHere("light").value.find(({ id }) => id === lights.selected.value) ?? null;
