/** Lines of the grid, one screen pixel wide at every zoom, over the scene's maps. */
import { Graphics } from "../vendor/pixi.js";
import { cellOf, hexagon, isHex } from "./grid.js";
import { PAPER } from "./palette.js";

/** More cells than this are a carpet, not a grid, and would cost more than they show. */
const CELLS_MAX = 30_000;
/** Lines closer than this are not drawn, and are at full strength at twice of it. */
const FAINT_PX = 6;

export class GridView {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.lines = new Graphics();
    stage.layers.grid.addChild(this.lines);
  }

  /**
   * @param {import("./grid.js").Grid} grid
   * @param {import("../base/geometry.js").Box} box the part of the scene that has a grid
   */
  update(grid, box) {
    this.lines.clear();
    const cells = (box.width / grid.size) * (box.height / (grid.size_y || grid.size));
    if (grid.show !== false && grid.type !== "none" && cells <= CELLS_MAX) {
      if (isHex(grid)) this.#hexagons(grid, box);
      else this.#squares(grid, box);
      this.lines.stroke({ color: grid.colour || PAPER, alpha: grid.opacity ?? 0.16, pixelLine: true });
    }
    this.stage.request();
  }

  /** Seen from afar the lines fade: a carpet of them would hide the map. @param {number} cell on the screen, px */
  fade(cell) {
    this.lines.alpha = Math.min(1, Math.max(0, (cell - FAINT_PX) / FAINT_PX));
  }

  /** @param {import("./grid.js").Grid} grid @param {import("../base/geometry.js").Box} box */
  #squares(grid, box) {
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    for (const x of lines(box.x, right, grid.offset_x, grid.size)) this.lines.moveTo(x, box.y).lineTo(x, bottom);
    for (const y of lines(box.y, bottom, grid.offset_y, grid.size_y || grid.size)) this.lines.moveTo(box.x, y).lineTo(right, y);
  }

  /** @param {import("./grid.js").Grid} grid @param {import("../base/geometry.js").Box} box */
  #hexagons(grid, box) {
    const first = cellOf(grid, { x: box.x, y: box.y });
    const last = cellOf(grid, { x: box.x + box.width, y: box.y + box.height });
    for (let col = first.col - 1; col <= last.col + 1; col += 1) {
      for (let row = first.row - 1; row <= last.row + 1; row += 1) {
        const [a, ...rest] = hexagon(grid, { col, row });
        this.lines.moveTo(a.x, a.y);
        for (const corner of rest.slice(0, 3)) this.lines.lineTo(corner.x, corner.y); /* the other three belong to neighbours */
      }
    }
  }
}

/** @param {number} from @param {number} to @param {number} offset @param {number} size */
function lines(from, to, offset, size) {
  const places = [];
  for (let at = offset + Math.ceil((from - offset) / size) * size; at <= to + 0.01; at += size) places.push(at);
  return places;
}
