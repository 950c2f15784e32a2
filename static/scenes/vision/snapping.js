/** Where the end of a wall lands: on another wall's end, on a corner, an edge's middle or a cell's middle. Pure. */
import { apart } from "../../base/geometry.js";
import { cellOf, centreOf, cornersOf, heightOf, isHex } from "../grid.js";

/** @typedef {import("../../base/geometry.js").Point} Point */
/** @typedef {{id: string, x1: number, y1: number, x2: number, y2: number}} Line */

/** A corner of the grid less than this far from a wall lies on it. */
const ON_IT = 0.5;

/** @param {Line} line @returns {[Point, Point]} */
export const endsOf = (line) => [{ x: line.x1, y: line.y1 }, { x: line.x2, y: line.y2 }];

/** @param {Line} line @returns {Point} */
export const middleOf = (line) => ({ x: (line.x1 + line.x2) / 2, y: (line.y1 + line.y2) / 2 });

/**
 * @param {import("../grid.js").Grid} grid
 * @param {Point} point
 * @param {Iterable<Point>} ends of walls that are there
 * @param {number} reach an end this near is taken before the grid
 * @param {Iterable<Line>} [lines] walls that are there: one this near is met where a corner of the grid lies on it, else
 *   where it is nearest
 * @returns {Point}
 */
export function snapEnd(grid, point, ends, reach, lines = []) {
  const end = nearest(ends, point, reach);
  if (end) return { x: end.x, y: end.y };
  const corner = snapToGrid(grid, point);
  const line = nearestLine(lines, point, reach);
  return line && (grid.type === "none" || awayFrom(line, corner) > ON_IT) ? onLine(line, point) : corner;
}

/** @param {import("../grid.js").Grid} grid @param {Point} point @returns {Point} */
function snapToGrid(grid, point) {
  if (grid.type === "none") return { x: Math.round(point.x), y: Math.round(point.y) };
  if (!isHex(grid)) {
    const [across, down] = [grid.size / 2, heightOf(grid) / 2];
    return { x: grid.offset_x + Math.round((point.x - grid.offset_x) / across) * across, y: grid.offset_y + Math.round((point.y - grid.offset_y) / down) * down };
  }
  const cell = cellOf(grid, point);
  const corners = cornersOf(grid, cell);
  const middles = corners.map((corner, at) => {
    const next = corners[(at + 1) % corners.length];
    return { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
  });
  return /** @type {Point} */ (nearest([...corners, ...middles, centreOf(grid, cell)], point, Infinity));
}

/** @template {Point} P @param {Iterable<P>} points @param {Point} point @param {number} reach @returns {P | null} */
export function nearest(points, point, reach) {
  let found = /** @type {P | null} */ (null);
  let least = reach;
  for (const one of points) {
    const away = Math.hypot(one.x - point.x, one.y - point.y);
    if (away > least) continue;
    found = one;
    least = away;
  }
  return found;
}

/** The point of a line, between its ends, that is nearest to another. @param {Line} line @param {Point} point @returns {Point} */
export function onLine({ x1, y1, x2, y2 }, { x, y }) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length ? Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length)) : 0;
  return { x: x1 + dx * along, y: y1 + dy * along };
}

/** How far a point is from a line between its ends. @param {Line} line @param {Point} point */
export const awayFrom = (line, point) => apart(onLine(line, point), point);

/** @template {Line} L @param {Iterable<L>} lines @param {Point} point @param {number} reach @returns {L | null} */
export function nearestLine(lines, point, reach) {
  let found = /** @type {L | null} */ (null);
  let least = reach;
  for (const line of lines) {
    const away = awayFrom(line, point);
    if (away > least) continue;
    found = line;
    least = away;
  }
  return found;
}

/**
 * The ends that meet at a point: a joint is dragged as one.
 * @param {Iterable<Line>} lines
 * @param {Point} point
 * @returns {{id: string, end: 1 | 2}[]}
 */
export function joint(lines, { x, y }) {
  const found = [];
  for (const line of lines) {
    if (Math.hypot(line.x1 - x, line.y1 - y) < 0.5) found.push({ id: line.id, end: /** @type {1} */ (1) });
    else if (Math.hypot(line.x2 - x, line.y2 - y) < 0.5) found.push({ id: line.id, end: /** @type {2} */ (2) });
  }
  return found;
}

/** Lines with both ends in a box. @template {Line} L @param {Iterable<L>} lines @param {import("../../base/geometry.js").Box} box @returns {L[]} */
export function inside(lines, { x, y, width, height }) {
  const holds = (/** @type {Point} */ point) => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
  return [...lines].filter((line) => endsOf(line).every(holds));
}
