/**
 * How a sound gets from one place to another, for the page of who leads and knows the walls; the twin of
 * `scenes/vision/hearing.py` on the same cases. What players hear the server says; this only sounds for oneself. Pure.
 *
 * @typedef {import("../../base/geometry.js").Point} Point
 * @typedef {{x1: number, y1: number, x2: number, y2: number, limited?: boolean}} Barrier
 * @typedef {{gain: number, muffle: number, pan: number}} Arrival `gain` 0..1, `muffle` how much walls took of it 0..1,
 *   `pan` from -1 (left) to 1
 */

/** What is left of the amplitude behind one wall: -8 dB. */
const THROUGH_A_WALL = 0.4;
/** -40 dB: nobody hears it beside anything else. */
export const SILENT = 0.01;

/**
 * How many walls the straight way from `a` to `b` crosses; limited ones count half, a corner of two once.
 * @param {Barrier[]} walls @param {Point} a @param {Point} b
 */
export function wallsBetween(walls, a, b) {
  const [wayX, wayY] = [b.x - a.x, b.y - a.y];
  let count = 0;
  for (const { x1, y1, x2, y2, limited } of walls) {
    const [wallX, wallY, fromX, fromY] = [x2 - x1, y2 - y1, x1 - a.x, y1 - a.y];
    const turned = wayX * wallY - wayY * wallX;
    const at = (fromX * wallY - fromY * wallX) / turned;
    const along = (fromX * wayY - fromY * wayX) / turned;
    if (at > 0 && at < 1 && along >= 0 && along < 1) count += limited ? 0.5 : 1;
  }
  return count;
}

/**
 * What an ear hears of a source heard as far as `radius`, in scene pixels: full at the source, with the square of what is
 * left of the way further out. Null when nothing arrives.
 * @param {Point} source @param {Point} ear @param {number} radius @param {Barrier[]} walls
 * @returns {Arrival | null}
 */
export function arrival(source, ear, radius, walls) {
  const distance = Math.hypot(source.x - ear.x, source.y - ear.y);
  if (distance >= radius) return null;
  const left = THROUGH_A_WALL ** wallsBetween(walls, ear, source);
  const gain = (1 - distance / radius) ** 2 * left;
  return gain >= SILENT ? { gain, muffle: 1 - left, pan: (source.x - ear.x) / radius } : null;
}

/** What stops sound, of a scene's walls: open doors do not. @param {any[]} walls @returns {Barrier[]} */
export const barriersOf = (walls) => walls
  .filter((wall) => wall.sound !== "none" && !(wall.state === "open" && (wall.kind === "door" || wall.kind === "secret")))
  .map(({ x1, y1, x2, y2, sound }) => ({ x1, y1, x2, y2, limited: sound === "limited" }));

/**
 * What arrives of a source at the best placed of these ears, its own volume included; null when nobody hears it.
 * @param {{x: number, y: number, radius: number, volume: number, walls: boolean}} emitter `radius` in the scene's unit
 * @param {Point[]} ears @param {number} perUnit scene pixels @param {Barrier[]} barriers
 * @returns {Arrival | null}
 */
export function heardAt(emitter, ears, perUnit, barriers) {
  let best = /** @type {Arrival | null} */ (null);
  for (const ear of ears) {
    const here = arrival(emitter, ear, emitter.radius * perUnit, emitter.walls ? barriers : []);
    if (here && here.gain > (best?.gain ?? 0)) best = here;
  }
  return best && best.gain * emitter.volume >= SILENT ? { ...best, gain: best.gain * emitter.volume } : null;
}
