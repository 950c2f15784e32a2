/**
 * How far it is along a way, by the scene's rule. Pure; the twin of `scenes/geometry/distance.py`.
 *
 * - chebyshev: a diagonal costs one cell (SRD 5.1)
 * - alternating: the first diagonal costs one, the second two, and so on along the whole way (SRD 3.5)
 * - manhattan: a diagonal costs two
 * - euclidean: as the crow flies
 *
 * Hexagons are counted one by one unless the rule is euclidean; without a grid all is euclidean.
 *
 * @typedef {import("../../base/geometry.js").Point} Point
 * @typedef {import("../grid.js").Grid} Grid
 * @typedef {{cells: number, length: number, legs: number[]}} Measured `cells` along the whole way, `length` the same in
 *   the scene's unit, `legs` the length of each part
 */
import { axial, cellOf, heightOf, isHex } from "../grid.js";

/**
 * @param {Grid} grid
 * @param {Point[]} way in scene pixels
 * @returns {Measured}
 */
export function measure(grid, way) {
  let diagonals = 0;
  const legs = way.slice(1).map((end, index) => {
    const start = way[index];
    if (grid.type === "none" || grid.mode === "euclidean") return crow(grid, start, end);
    if (isHex(grid)) return hexagons(axial(grid, cellOf(grid, start)), axial(grid, cellOf(grid, end)));
    const across = Math.round(Math.abs(end.x - start.x) / grid.size);
    const down = Math.round(Math.abs(end.y - start.y) / heightOf(grid));
    if (grid.mode === "manhattan") return across + down;
    const diagonal = Math.min(across, down);
    const twice = grid.mode === "alternating" ? Math.floor(((diagonals % 2) + diagonal) / 2) : 0;
    diagonals += diagonal;
    return Math.max(across, down) + twice;
  });
  const cells = legs.reduce((sum, leg) => sum + leg, 0);
  return { cells, length: cells * grid.distance, legs: legs.map((leg) => leg * grid.distance) };
}

/**
 * @param {Grid} grid
 * @param {Point} a
 * @param {Point} b
 * @returns {{cells: number, length: number}} both in tenths, as people read them; the length in the scene's unit
 */
export function distance(grid, a, b) {
  const { cells, length } = measure(grid, [a, b]);
  return { cells: tenths(cells), length: tenths(length) };
}

/** @param {number} value as people read it */
export const tenths = (value) => Math.round(value * 10) / 10;

/** @param {Grid} grid @param {Point} a @param {Point} b */
const crow = (grid, a, b) => Math.hypot((b.x - a.x) / grid.size, (b.y - a.y) / heightOf(grid));

/** Cube distance (redblobgames.com/grids/hexagons). @param {[number, number]} a @param {[number, number]} b */
const hexagons = ([aq, ar], [bq, br]) => (Math.abs(aq - bq) + Math.abs(ar - br) + Math.abs(aq + ar - bq - br)) / 2;
