/**
 * Points, boxes and turns; no DOM, no units.
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 */

/** @param {Point} a @param {Point} b */
export const apart = (a, b) => Math.hypot(b.x - a.x, b.y - a.y);

/** @param {Point} a @param {Point} b @returns {Point} */
export const between = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** @param {Point} a @param {Point} b two opposite corners @returns {Box} */
export function boxOf(a, b) {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** @param {Box} box @param {Point} point */
export function holds(box, point) {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}

/** @param {Box[]} boxes @returns {Box | null} the smallest box around all of them */
export function around(boxes) {
  if (!boxes.length) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * The box around a rectangle turned about its centre.
 * @param {Box} box
 * @param {number} degrees
 * @returns {Box}
 */
export function turned(box, degrees) {
  const turn = (degrees * Math.PI) / 180;
  const width = Math.abs(box.width * Math.cos(turn)) + Math.abs(box.height * Math.sin(turn));
  const height = Math.abs(box.width * Math.sin(turn)) + Math.abs(box.height * Math.cos(turn));
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

const WINDS = ["east", "south-east", "south", "south-west", "west", "north-west", "north", "north-east"];

/** @param {Point} from @param {Point} to @returns {string} one of eight winds, y pointing south */
export function wind(from, to) {
  const eighth = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / (Math.PI / 4));
  return WINDS[(eighth + 8) % 8];
}
