/** What the dice tray has been tapped together, as a formula. */

/** The dice of the tray, by their sides. */
export const TRAY = [4, 6, 8, 10, 12, 20, 100];

/**
 * @typedef {{dice: {[sides: number]: number}, modifier: number, luck: "" | "adv" | "dis"}} Picked
 */

/** @type {Picked} */
export const NOTHING = { dice: {}, modifier: 0, luck: "" };

/** @param {Picked} picked @returns {string} empty when nothing was picked; the largest dice first */
export function formulaOf({ dice, modifier, luck }) {
  const terms = TRAY.toReversed().filter((sides) => dice[sides] > 0).map((sides) => term(dice[sides], sides, sides === 20 ? luck : ""));
  if (luck && !dice[20]) terms.unshift(term(1, 20, luck));
  if (!terms.length) return "";
  const more = modifier ? ` ${modifier < 0 ? "-" : "+"} ${Math.abs(modifier)}` : "";
  return terms.join(" + ") + more;
}

/** Advantage and disadvantage throw one d20 twice; of several, one more is thrown. @param {number} count @param {number} sides @param {string} luck */
function term(count, sides, luck) {
  if (!luck) return `${count}d${sides}`;
  return `${count + 1}d${sides}${luck === "adv" ? "dl1" : "dh1"}`.replace(/^2d20dl1$/, "2d20kh").replace(/^2d20dh1$/, "2d20kl");
}

/** @param {Picked} picked @param {number} sides @param {number} by @returns {Picked} at most 99 dice of a kind */
export function picking(picked, sides, by) {
  const count = Math.min(99, Math.max(0, (picked.dice[sides] ?? 0) + by));
  return { ...picked, dice: { ...picked.dice, [sides]: count } };
}
