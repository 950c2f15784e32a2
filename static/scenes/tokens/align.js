/** Putting several tokens into line. Pure: places by id, to be snapped by who asks. */

/** @typedef {{id: string, x: number, y: number}} Placed */
/** @typedef {"left" | "centre" | "right" | "top" | "middle" | "bottom" | "across" | "down"} How */

/**
 * The new places; "across" and "down" spread those between the outermost two evenly.
 * @param {Placed[]} tokens
 * @param {How} how
 * @returns {Placed[]}
 */
export function aligned(tokens, how) {
  if (how === "across" || how === "down") return spread(tokens, how === "across" ? "x" : "y");
  const axis = how === "left" || how === "centre" || how === "right" ? "x" : "y";
  const places = tokens.map((token) => token[axis]);
  const [least, most] = [Math.min(...places), Math.max(...places)];
  const line = how === "left" || how === "top" ? least : how === "right" || how === "bottom" ? most : (least + most) / 2;
  return tokens.map(({ id, x, y }) => ({ id, x, y, [axis]: line }));
}

/** @param {Placed[]} tokens @param {"x" | "y"} axis */
function spread(tokens, axis) {
  const order = [...tokens].sort((a, b) => a[axis] - b[axis]);
  const [first, last] = [order[0][axis], order[order.length - 1][axis]];
  const step = order.length > 1 ? (last - first) / (order.length - 1) : 0;
  return order.map(({ id, x, y }, at) => ({ id, x, y, [axis]: first + step * at }));
}
