/**
 * Which cells an area covers, by the scene's rule. Pure; the twin of `scenes/geometry/coverage.py`.
 *
 * - centre: those whose centre lies inside; on the edge counts
 * - any: those of which any part lies inside; touching at the edge does not count
 *
 * @typedef {import("../../base/geometry.js").Point} Point
 * @typedef {import("../grid.js").Grid} Grid
 * @typedef {import("../grid.js").Cell} Cell
 * @typedef {import("./areas.js").Outline} Outline
 */
import { centreOf, cornersOf, isFlat, isHex } from "../grid.js";
import { boxOfOutline, outlineOf, toPlane } from "./areas.js";

/** An area whose box holds more cells than this is drawn without them. */
export const MOST_CELLS = 20_000;
/** Of a cell: nearer than this is on the edge. */
const NEAR = 1e-6;

/**
 * @param {Grid} grid
 * @param {import("./areas.js").Shape} area
 * @param {string} rule "centre" or "any"
 * @returns {Cell[] | null} by row and column; none without a grid; null: too many to tell one by one
 */
export function covered(grid, area, rule) {
  if (grid.type === "none") return [];
  const outline = outlineOf(grid, area);
  const box = boxOfOutline(outline);
  if ((box.right - box.left + 3) * (box.bottom - box.top + 3) > MOST_CELLS) return null;
  const inside = rule === "centre" ? centreInside : anyInside;
  return cellsIn(grid, box).filter((cell) => inside(grid, cell, outline));
}

/** All cells that may lie in a box of the plane, and a few around it. @param {Grid} grid @param {ReturnType<typeof boxOfOutline>} box @returns {Cell[]} */
function cellsIn(grid, { left, top, right, bottom }) {
  const line = isHex(grid) ? Math.sqrt(3) / 2 : 1;
  const across = isFlat(grid) ? line : 1;
  const down = isFlat(grid) ? 1 : line;
  const cells = [];
  for (let row = Math.floor((top - 1) / down) - 1; row <= Math.ceil((bottom + 1) / down); row += 1) {
    for (let col = Math.floor((left - 1) / across) - 1; col <= Math.ceil((right + 1) / across); col += 1) cells.push({ col, row });
  }
  return cells;
}

/** @param {Grid} grid @param {Cell} cell @param {Outline} outline */
function centreInside(grid, cell, { centre, radius, corners }) {
  const point = toPlane(grid, centreOf(grid, cell));
  if (radius !== null && Math.hypot(point.x - centre.x, point.y - centre.y) > radius + NEAR) return false;
  return !corners || edges(corners).every(([a, b]) => side(a, b, point) >= -NEAR);
}

/** @param {Grid} grid @param {Cell} cell @param {Outline} outline */
function anyInside(grid, cell, { centre, radius, corners }) {
  let part = cornersOf(grid, cell).map((corner) => toPlane(grid, corner));
  if (corners) {
    part = cut(part, corners);
    if (extent(part) < NEAR) return false;
  }
  return radius === null || away(centre, part) < radius - NEAR;
}

/** @param {Point[]} corners @returns {[Point, Point][]} */
const edges = (corners) => corners.map((corner, index) => [corner, corners[(index + 1) % corners.length]]);

/** How far a point is on the inner side of the edge from a to b. @param {Point} a @param {Point} b @param {Point} point */
function side(a, b, point) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)) / length;
}

/** What of a convex polygon lies inside another (Sutherland and Hodgman, 1974). @param {Point[]} part @param {Point[]} corners */
function cut(part, corners) {
  for (const [a, b] of edges(corners)) {
    const kept = [];
    for (const [one, other] of edges(part)) {
      const here = side(a, b, one);
      const there = side(a, b, other);
      if (here >= 0) kept.push(one);
      if (here >= 0 === there >= 0) continue;
      const share = here / (here - there);
      kept.push({ x: one.x + (other.x - one.x) * share, y: one.y + (other.y - one.y) * share });
    }
    part = kept;
  }
  return part;
}

/** The area of a convex polygon. @param {Point[]} part */
const extent = (part) => Math.abs(edges(part).reduce((sum, [a, b]) => sum + a.x * b.y - a.y * b.x, 0)) / 2;

/** How far a point is from a convex polygon; 0 inside. @param {Point} point @param {Point[]} part */
function away(point, part) {
  if (edges(part).every(([a, b]) => side(a, b, point) >= 0)) return 0;
  return Math.min(...edges(part).map(([a, b]) => fromLine(point, a, b)));
}

/** @param {Point} point @param {Point} a @param {Point} b */
export function fromLine(point, a, b) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const squared = x * x + y * y;
  const share = squared ? Math.min(1, Math.max(0, ((point.x - a.x) * x + (point.y - a.y) * y) / squared)) : 0;
  return Math.hypot(point.x - a.x - share * x, point.y - a.y - share * y);
}
