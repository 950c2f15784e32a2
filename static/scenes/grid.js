/**
 * Cells: which cell a point is in, where to snap. Pure; the twin of `scenes/geometry/grid.py`. Distances and covered
 * cells: `geometry/`.
 *
 * A square grid has cells of `size` by `size_y`, its first corner at the offset. A hexagonal grid's `size` is the
 * distance between two opposite sides, so that a token of one cell fits in it; the first cell's centre lies half a cell
 * from the offset. "pointy" has rows, "flat" has columns; "odd" or "even" says which of them are shifted by half a cell.
 *
 * @typedef {import("../base/geometry.js").Point} Point
 * @typedef {{type: string, size: number, size_y?: number | null, offset_x: number, offset_y: number,
 *   distance: number, unit: string, mode?: string, show?: boolean, colour?: string, opacity?: number}} Grid
 *   `mode`: how distances count (`geometry/distance.js`)
 * @typedef {{col: number, row: number}} Cell
 */

const ROOT3 = Math.sqrt(3);

/** The grid of a scene that has none of its own yet. @type {Grid} */
export const PLAIN = { type: "square", size: 100, size_y: null, offset_x: 0, offset_y: 0, distance: 5, unit: "ft" };

/** @param {Grid} grid */
export const isHex = (grid) => grid.type.startsWith("hex");
/** @param {Grid} grid */
export const isFlat = (grid) => grid.type.startsWith("hex_flat");
/** @param {Grid} grid */
export const heightOf = (grid) => (isHex(grid) ? grid.size : grid.size_y || grid.size);
/** @param {Grid} grid @param {number} line a row (pointy) or column (flat) */
const shifted = (grid, line) => (Math.abs(line) % 2 === 1) === grid.type.endsWith("odd");

/** @param {Grid} grid @param {Cell} cell @returns {Point} */
export function centreOf(grid, { col, row }) {
  const { size, offset_x: x, offset_y: y } = grid;
  if (!isHex(grid)) return { x: x + (col + 0.5) * size, y: y + (row + 0.5) * heightOf(grid) };
  const pitch = (size * ROOT3) / 2;
  if (isFlat(grid)) return { x: x + size / 2 + col * pitch, y: y + (row + 0.5 + (shifted(grid, col) ? 0.5 : 0)) * size };
  return { x: x + (col + 0.5 + (shifted(grid, row) ? 0.5 : 0)) * size, y: y + size / 2 + row * pitch };
}

/** @param {Grid} grid @param {Point} point @returns {Cell} */
export function cellOf(grid, point) {
  const { size, offset_x: x, offset_y: y } = grid;
  if (!isHex(grid)) return { col: Math.floor((point.x - x) / size), row: Math.floor((point.y - y) / heightOf(grid)) };
  const pitch = (size * ROOT3) / 2;
  const along = isFlat(grid) ? (point.x - x - size / 2) / pitch : (point.y - y - size / 2) / pitch;
  return nearest(grid, point, [Math.floor(along), Math.floor(along) + 1]);
}

/** The nearest centre of two neighbouring lines of hexagons is the hexagon a point is in. @param {Grid} grid @param {Point} point @param {number[]} lines */
function nearest(grid, point, lines) {
  const flat = isFlat(grid);
  let best = { col: 0, row: 0 };
  let least = Infinity;
  for (const line of lines) {
    const shift = shifted(grid, line) ? 0.5 : 0;
    const across = flat ? (point.y - grid.offset_y) / grid.size - shift : (point.x - grid.offset_x) / grid.size - shift;
    const cell = flat ? { col: line, row: Math.floor(across) } : { col: Math.floor(across), row: line };
    const centre = centreOf(grid, cell);
    const away = Math.hypot(centre.x - point.x, centre.y - point.y);
    if (away < least) [best, least] = [cell, away];
  }
  return best;
}

/**
 * Where a token of so many cells lands: on a centre, on a corner when it covers an even number of squares, in a quarter
 * of a square when it is half as wide.
 * @param {Grid} grid
 * @param {Point} point
 * @param {number} cells
 * @returns {Point}
 */
export function snap(grid, point, cells = 1) {
  if (grid.type === "none") return { x: Math.round(point.x), y: Math.round(point.y) };
  if (isHex(grid)) return centreOf(grid, cellOf(grid, point));
  return {
    x: grid.offset_x + snapLine((point.x - grid.offset_x) / grid.size, cells) * grid.size,
    y: grid.offset_y + snapLine((point.y - grid.offset_y) / heightOf(grid), cells) * heightOf(grid),
  };
}

/** @param {number} value in cells @param {number} cells the token's width */
function snapLine(value, cells) {
  if (cells <= 0.5) return (Math.floor(value * 2) + 0.5) / 2;
  const even = Math.round(cells) % 2 === 0 && cells >= 2;
  return even ? Math.round(value) : Math.floor(value) + 0.5;
}

/**
 * One step with the keyboard. On hexagons straight up (pointy) or sideways (flat) zigzags, so the way stays straight.
 * @param {Grid} grid
 * @param {Point} point
 * @param {number} dx -1, 0 or 1
 * @param {number} dy
 * @returns {Point}
 */
export function step(grid, point, dx, dy) {
  if (!isHex(grid)) return { x: point.x + dx * grid.size, y: point.y + dy * heightOf(grid) };
  const { col, row } = cellOf(grid, point);
  if (isFlat(grid)) {
    const half = shifted(grid, col) ? 1 : 0;
    const diagonal = dx !== 0 && dy !== 0;
    return centreOf(grid, { col: col + dx, row: diagonal ? row + (dy > 0 ? half : half - 1) : row + dy });
  }
  const half = shifted(grid, row) ? 1 : 0;
  const diagonal = dx !== 0 && dy !== 0;
  return centreOf(grid, { col: diagonal ? col + (dx > 0 ? half : half - 1) : col + dx, row: row + dy });
}

/**
 * Axial coordinates of a hexagon, redblobgames.com/grids/hexagons (offset coordinates, conversions).
 * @param {Grid} grid
 * @param {Cell} cell
 * @returns {[number, number]}
 */
export function axial(grid, { col, row }) {
  const line = isFlat(grid) ? col : row;
  const odd = Math.abs(line) % 2;
  const shift = grid.type.endsWith("odd") ? (line - odd) / 2 : (line + odd) / 2;
  return isFlat(grid) ? [col, row - shift] : [col - shift, row];
}

/** @param {Grid} grid @param {Cell} cell @returns {Point[]} the corners of a square or hexagon, clockwise on the screen */
export function cornersOf(grid, cell) {
  if (isHex(grid)) return hexagon(grid, cell);
  const { x, y } = centreOf(grid, cell);
  const [across, down] = [grid.size / 2, heightOf(grid) / 2];
  return [{ x: x - across, y: y - down }, { x: x + across, y: y - down }, { x: x + across, y: y + down }, { x: x - across, y: y + down }];
}

/** @param {Grid} grid @param {Cell} cell @returns {Point[]} the six corners of a hexagon */
export function hexagon(grid, cell) {
  const centre = centreOf(grid, cell);
  const radius = grid.size / ROOT3;
  const first = isFlat(grid) ? 0 : 30;
  return [0, 1, 2, 3, 4, 5].map((corner) => {
    const turn = ((first + corner * 60) * Math.PI) / 180;
    return { x: centre.x + radius * Math.cos(turn), y: centre.y + radius * Math.sin(turn) };
  });
}
