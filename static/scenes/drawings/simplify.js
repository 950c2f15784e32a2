/**
 * Fewer points for the same line (Ramer 1972, Douglas and Peucker 1973): what lies nearer than `tolerance` to the line
 * without it is left out. Pure.
 */
import { fromLine } from "../geometry/coverage.js";

/**
 * @template {{x: number, y: number}} P
 * @param {P[]} points
 * @param {number} tolerance in the points' own unit
 * @returns {P[]}
 */
export function simplify(points, tolerance) {
  if (points.length < 3) return points;
  const kept = new Set([0, points.length - 1]);
  const parts = [[0, points.length - 1]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [first, last] = part;
    let farthest = 0;
    let most = tolerance;
    for (let index = first + 1; index < last; index += 1) {
      const away = fromLine(points[index], points[first], points[last]);
      if (away > most) [farthest, most] = [index, away];
    }
    if (!farthest) continue;
    kept.add(farthest);
    parts.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, index) => kept.has(index));
}

/**
 * The same with so large a tolerance that at most `most` points stay.
 * @template {{x: number, y: number}} P
 * @param {P[]} points
 * @param {number} tolerance
 * @param {number} most
 * @returns {P[]}
 */
export function simplifyTo(points, tolerance, most) {
  let kept = simplify(points, tolerance);
  for (let coarser = tolerance * 2; kept.length > most; coarser *= 2) kept = simplify(points, coarser);
  return kept;
}
