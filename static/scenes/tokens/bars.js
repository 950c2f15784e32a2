/** What bars show. Pure. */

/** @typedef {{name: string, value: number, max: number | null, show?: string, attribute?: string | null, max_attribute?: string | null}} Bar */

/** How full it is, from 0 to 1; null for a number without an end. @param {Bar} bar */
export const fullness = ({ value, max }) => (max ? Math.max(0, Math.min(1, value / max)) : null);

/** Whether a bar is drawn though nobody chose its token: something is missing. @param {Bar} bar */
export const hurt = (bar) => (fullness(bar) ?? 1) < 1;

/**
 * What somebody wrote into a bar: "+3" and "-5" by how much, a plain number to what.
 * @param {string} text
 * @returns {{change: number} | {value: number} | null} null for what is no number
 */
export function written(text) {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return null;
  return /^[+-]/.test(plain) ? { change: Number(plain) } : { value: Number(plain) };
}

/** @param {Bar} bar for instance "7 / 12" */
export const barWords = ({ value, max }) => (max === null || max === undefined ? String(value) : `${value} / ${max}`);
