/** Strokes of fog as shapes. Pure. */
import { awayFrom } from "./snapping.js";

/** @typedef {import("../../base/geometry.js").Point} Point */

/** Whether a point lies in a stroke as it was drawn. @param {any} stroke @param {Point} point */
export function covers({ kind, points, radius }, { x, y }) {
  const [[x0, y0], next] = points;
  if (kind === "rect") return x >= Math.min(x0, next[0]) && x <= Math.max(x0, next[0]) && y >= Math.min(y0, next[1]) && y <= Math.max(y0, next[1]);
  if (kind === "circle") return Math.hypot(x - x0, y - y0) <= radius;
  if (kind === "brush") return points.some(([x1, y1], /** @type {number} */ at) => awayFrom({ id: "", x1, y1, x2: points[at + 1]?.[0] ?? x1, y2: points[at + 1]?.[1] ?? y1 }, { x, y }) <= radius);
  return insidePolygon(points, { x, y });
}

/** Crossings of a ray to the right are odd inside. @param {number[][]} points @param {Point} point */
function insidePolygon(points, { x, y }) {
  let inside = false;
  for (let at = 0, before = points.length - 1; at < points.length; before = at, at += 1) {
    const [[x1, y1], [x2, y2]] = [points[at], points[before]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/**
 * A way with the points left out that lie on it as good as straight (Ramer, Douglas, Peucker), and at most so many.
 * @param {number[][]} points
 * @param {number} tolerance
 * @param {number} most
 * @returns {number[][]}
 */
export function thinned(points, tolerance, most) {
  let kept = straightened(points, tolerance);
  for (let wider = tolerance * 2; kept.length > most; wider *= 2) kept = straightened(kept, wider);
  return kept;
}

/** @param {number[][]} points @param {number} tolerance @returns {number[][]} */
function straightened(points, tolerance) {
  if (points.length < 3) return points;
  const [[x1, y1], [x2, y2]] = [points[0], points[points.length - 1]];
  let [farthest, away] = [0, tolerance];
  points.forEach(([x, y], at) => {
    const distance = awayFrom({ id: "", x1, y1, x2, y2 }, { x, y });
    if (distance > away) [farthest, away] = [at, distance];
  });
  if (!farthest) return [points[0], points[points.length - 1]];
  return [...straightened(points.slice(0, farthest + 1), tolerance).slice(0, -1), ...straightened(points.slice(farthest), tolerance)];
}
