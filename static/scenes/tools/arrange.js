/** Move placed maps, as select moves tokens; the picture's corner keeps to the grid unless Alt is held. */
import { holds } from "../../base/geometry.js";
import { boxOfMap } from "../model.js";

export class ArrangeTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "move";
  }

  /** @param {import("../input.js").Pointer} pointer */
  down(pointer) {
    const { scene } = this.context;
    const map = [...scene.maps.value].reverse().find((candidate) => holds(boxOfMap(candidate), pointer.world));
    scene.selectedMap.value = map?.id ?? null;
    this.map = map && !map.locked ? map : null;
    this.start = pointer;
    this.place = null;
  }

  /** @param {import("../input.js").Pointer} pointer */
  move(pointer) {
    if (!this.map || !this.start) return;
    const raw = { x: this.map.x + pointer.world.x - this.start.world.x, y: this.map.y + pointer.world.y - this.start.world.y };
    const grid = this.context.scene.grid.value;
    const height = grid.size_y || grid.size;
    const onGrid = !pointer.alt && grid.type === "square" && !this.map.rotation;
    this.place = {
      x: onGrid ? grid.offset_x + Math.round((raw.x - grid.offset_x) / grid.size) * grid.size : Math.round(raw.x),
      y: onGrid ? grid.offset_y + Math.round((raw.y - grid.offset_y) / height) * height : Math.round(raw.y),
    };
    this.context.scene.carriedMap.value = { id: this.map.id, ...this.place };
  }

  async up() {
    const { map, place } = this;
    this.map = this.start = this.place = null;
    const { scene } = this.context;
    if (map && place && (place.x !== map.x || place.y !== map.y)) await scene.room.send("map.update", { placed_map: map.id, ...place });
    if (!this.map) scene.carriedMap.value = null;
  }

  cancel() {
    this.map = this.start = this.place = null;
    this.context.scene.carriedMap.value = null;
  }
}
