/**
 * Where a light falls among walls, for the page of who leads and knows them: rays to the ends of the lines in reach, just
 * before and just behind each (redblobgames.com/articles/visibility). The server decides what is seen; this only draws.
 * Pure.
 *
 * @typedef {{x1: number, y1: number, x2: number, y2: number}} Line
 * @typedef {{x: number, y: number}} Point
 */

const ASIDE = 1e-4;
const ARC = Math.PI / 24;

/**
 * @param {Point} from
 * @param {number} radius
 * @param {Line[]} lines that stop light
 * @returns {number[]} a ring, flat [x, y, ...]
 */
export function litRing(from, radius, lines) {
  const near = lines.filter((line) => reaches(line, from, radius)).map(({ x1, y1, x2, y2 }) => ({ x1: x1 - from.x, y1: y1 - from.y, x2: x2 - from.x, y2: y2 - from.y }));
  const turns = [];
  for (let turn = -Math.PI; turn < Math.PI; turn += ARC) turns.push(turn);
  for (const { x1, y1, x2, y2 } of near) {
    for (const turn of [Math.atan2(y1, x1), Math.atan2(y2, x2)]) turns.push(turn - ASIDE, turn, turn + ASIDE);
  }
  turns.sort((a, b) => a - b);
  return turns.flatMap((turn) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    let far = radius;
    for (const line of near) far = Math.min(far, hit(line, cos, sin));
    return [from.x + cos * far, from.y + sin * far];
  });
}

/** @param {Line} line @param {Point} from @param {number} radius */
function reaches({ x1, y1, x2, y2 }, { x, y }, radius) {
  return Math.min(x1, x2) <= x + radius && Math.max(x1, x2) >= x - radius && Math.min(y1, y2) <= y + radius && Math.max(y1, y2) >= y - radius;
}

/** How far along a ray from the origin a line is met. @param {Line} line @param {number} cos @param {number} sin */
function hit({ x1, y1, x2, y2 }, cos, sin) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const across = cos * dy - sin * dx;
  if (Math.abs(across) < 1e-12) return Infinity;
  const along = (x1 * dy - y1 * dx) / across;
  const part = (x1 * sin - y1 * cos) / across;
  return along > 0 && part >= 0 && part <= 1 ? along : Infinity;
}
