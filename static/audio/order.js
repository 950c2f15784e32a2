/** Lists in the order somebody gave them. Pure. */

/** With `id` so many places further on, or back; at the ends it stays. @param {string[]} ids @param {string} id @param {number} by */
export function shift(ids, id, by) {
  const from = ids.indexOf(id);
  if (from < 0) return ids;
  const rest = ids.filter((other) => other !== id);
  rest.splice(Math.max(0, Math.min(rest.length, from + by)), 0, id);
  return rest;
}
