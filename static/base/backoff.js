/** Reconnecting with full jitter: after a restart a thousand pages must not come back in the same second. */
const FLOOR_MS = 500;
const CEILING_MS = 30_000;

/**
 * @param {number} attempt 0 for the first try after a loss
 * @param {() => number} [random] between 0 and 1
 * @returns {number} milliseconds to wait
 */
export function waitBefore(attempt, random = Math.random) {
  const ceiling = Math.min(CEILING_MS, FLOOR_MS * 2 ** Math.min(attempt + 1, 16));
  return Math.round(FLOOR_MS + random() * (ceiling - FLOOR_MS));
}
