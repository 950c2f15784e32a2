/**
 * Which tiles of a map are to be shown: levels, places, what has changed. Pure. Level 0 is full size and each further one
 * half of it (odd sizes round up), until a level is one tile; the twin of `config/files/tile_file.py`.
 *
 * @typedef {import("../../base/geometry.js").Box} Box
 * @typedef {{width: number, height: number, size: number, levels: number}} Pyramid in the map's pixels; `size` of a tile
 * @typedef {{z: number, x: number, y: number}} Place level, column, row
 * @typedef {{x: number, y: number, width: number, height: number, scale: number, rotation?: number}} Placed how a map lies
 */

/** A level is kept until its pixels are drawn this much larger than the screen's: the eye does not see it, the line does. */
const LARGEST = 1.25;

/**
 * @param {number} levels
 * @param {number} density pixels of the screen for one pixel of the map
 */
export function levelFor(levels, density) {
  const wanted = Math.floor(Math.log2(LARGEST / density));
  return Math.min(Math.max(wanted, 0), levels - 1);
}

/** @param {Place} place */
export const nameOf = ({ z, x, y }) => `${z}/${x}/${y}`;

/** What a tile covers, in the map's pixels. @param {Pyramid} pyramid @param {Place} place @returns {Box} */
export function boxOfTile(pyramid, { z, x, y }) {
  const edge = pyramid.size * 2 ** z;
  const [left, top] = [x * edge, y * edge];
  return { x: left, y: top, width: Math.min(edge, pyramid.width - left), height: Math.min(edge, pyramid.height - top) };
}

/**
 * The tiles of a level that touch a box, those nearest to its middle first.
 * @param {Pyramid} pyramid
 * @param {number} z
 * @param {Box} box in the map's pixels
 * @returns {Place[]}
 */
export function tilesIn(pyramid, z, box) {
  const edge = pyramid.size * 2 ** z;
  const last = (/** @type {number} */ far, /** @type {number} */ whole) => Math.min(Math.ceil(far / edge), Math.ceil(whole / edge)) - 1;
  const found = [];
  for (let y = Math.max(0, Math.floor(box.y / edge)); y <= last(box.y + box.height, pyramid.height); y += 1) {
    for (let x = Math.max(0, Math.floor(box.x / edge)); x <= last(box.x + box.width, pyramid.width); x += 1) {
      found.push({ z, x, y });
    }
  }
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const away = (/** @type {Place} */ { x, y }) => Math.hypot((x + 0.5) * edge - middle.x, (y + 0.5) * edge - middle.y);
  return found.sort((a, b) => away(a) - away(b));
}

/** @param {Box} box @param {number} margin on each side @returns {Box} */
export const widened = (box, margin) => ({ x: box.x - margin, y: box.y - margin, width: box.width + margin * 2, height: box.height + margin * 2 });

/** @param {Box} a @param {Box} b */
export const touch = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * The box, in the map's pixels, around a box of the scene: the map is scaled from its corner and turned about its middle.
 * @param {Placed} map
 * @param {Box} box
 * @returns {Box}
 */
export function inMap(map, box) {
  const turn = (-(map.rotation ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const middle = { x: map.x + (map.width * map.scale) / 2, y: map.y + (map.height * map.scale) / 2 };
  const [xs, ys] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (const x of [box.x, box.x + box.width]) {
    for (const y of [box.y, box.y + box.height]) {
      const [dx, dy] = [x - middle.x, y - middle.y];
      xs.push((dx * cos - dy * sin) / map.scale + map.width / 2);
      ys.push((dx * sin + dy * cos) / map.scale + map.height / 2);
    }
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/**
 * What has changed of the explored mask since a page last fetched by it.
 * @param {{revision: number, changes?: number[][]} | null | undefined} known
 * @param {{revision: number, changes?: number[][]} | null | undefined} now `changes` rows are [revision, x0, y0, x1, y1]
 * @returns {Box[] | "all"} boxes of the scene; "all" when the list does not reach back far enough
 */
export function changedBoxes(known, now) {
  if (!known && !now) return [];
  if (!known || !now || now.revision < known.revision) return "all";
  const rows = (now.changes ?? []).filter(([revision]) => revision > known.revision);
  if (rows.length !== now.revision - known.revision) return "all";
  return rows.map(([, x0, y0, x1, y1]) => ({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }));
}
