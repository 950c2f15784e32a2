/** A sound as bars. Pure. */

/**
 * @param {number[]} peaks any number of values from 0 to 100
 * @param {number} count of bars
 * @returns {number[]} the loudest of each bar's share
 */
export function bars(peaks, count) {
  if (!peaks.length) return Array(count).fill(0);
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor((index * peaks.length) / count);
    const last = Math.max(Math.floor(((index + 1) * peaks.length) / count), first + 1);
    return Math.max(...peaks.slice(first, last));
  });
}

/**
 * How loud a moment is, from samples around 128 as an analyser gives them.
 * @param {Uint8Array} samples
 * @returns {number} from 0 to 1
 */
export function level(samples) {
  let most = 0;
  for (const sample of samples) most = Math.max(most, Math.abs(sample - 128));
  return most / 128;
}
