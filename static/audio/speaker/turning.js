/** The arithmetic of a dial: it goes from seven o'clock over noon to five o'clock. Pure. */

/** Degrees from noon, clockwise, of nothing; all is as far on the other side. */
export const FIRST = -140;
const SWEEP = -2 * FIRST;

/** @param {number} value from 0 to 1 @returns {number} degrees from noon, clockwise */
export const angleOf = (value) => FIRST + Math.max(0, Math.min(1, value)) * SWEEP;

/**
 * The value where a finger is; in the gap below, the nearer end. Null in the very middle, which points nowhere.
 * @param {number} dx from the middle, to the right
 * @param {number} dy from the middle, downward
 */
export function valueAt(dx, dy) {
  if (!dx && !dy) return null;
  const angle = (Math.atan2(dx, -dy) * 180) / Math.PI;
  return Math.max(0, Math.min(1, (angle - FIRST) / SWEEP));
}

/** An arc as an SVG path. @param {number} radius @param {number} from degrees @param {number} to degrees, beyond `from` */
export function arc(radius, from, to) {
  const at = (/** @type {number} */ degrees) => {
    const turn = (degrees * Math.PI) / 180;
    return `${(Math.sin(turn) * radius).toFixed(2)} ${(-Math.cos(turn) * radius).toFixed(2)}`;
  };
  return `M ${at(from)} A ${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${at(to)}`;
}
