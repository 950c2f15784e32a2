/** What of a message a list of results shows: the neighbourhood of the first find, cut at words. Pure. */

const BEFORE = 40;

/**
 * @param {string} text
 * @param {number[][]} ranges [start, end) of what was found, counted in characters (code points) as the server counts
 * @param {number} [most] characters shown
 * @returns {{text: string, hit: boolean}[]} the pieces in order; an ellipsis where something was left out
 */
export function excerpt(text, ranges, most = 160) {
  const signs = [...text];
  const first = ranges[0]?.[0] ?? 0;
  let from = signs.length <= most ? 0 : Math.max(0, Math.min(first - BEFORE, signs.length - most));
  if (from > 0) {
    const blank = signs.indexOf(" ", from);
    if (blank >= 0 && blank < first) from = blank + 1;
  }
  const to = Math.min(signs.length, from + most);
  /** @type {{text: string, hit: boolean}[]} */
  const pieces = [];
  const add = (/** @type {number} */ start, /** @type {number} */ end, /** @type {boolean} */ hit) => {
    if (end > start) pieces.push({ text: signs.slice(start, end).join(""), hit });
  };
  let at = from;
  for (const [start, end] of ranges) {
    if (start >= to || end <= from) continue;
    add(at, Math.max(start, at), false);
    add(Math.max(start, from), Math.min(end, to), true);
    at = Math.min(end, to);
  }
  add(at, to, false);
  if (from > 0) pieces.unshift({ text: "… ", hit: false });
  if (to < signs.length) pieces.push({ text: " …", hit: false });
  return pieces;
}
