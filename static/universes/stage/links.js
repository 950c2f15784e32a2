/** What holds bodies: rods, ropes, springs, hinges. */
import { toPixels } from "./view.js";

const TURNS = 14;

/** @param {CanvasRenderingContext2D} pen @param {import("./view.js").View} view @param {any} one @param {Map<string, any>} where @param {any} colours */
export function drawLink(pen, view, one, where, colours) {
  const ends = endsOf(one, where);
  if (!ends) return;
  const [p, q] = ends.map((end) => toPixels(end, view));
  pen.strokeStyle = colours.verdigris;
  pen.fillStyle = colours.verdigris;
  pen.lineWidth = one.type === "spring" ? 1.5 : 2;
  pen.globalAlpha = 0.85;
  pen.beginPath();
  if (one.type === "spring") zigzag(pen, p, q);
  else {
    pen.moveTo(p.x, p.y);
    pen.lineTo(q.x, q.y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
  for (const end of [p, q]) {
    pen.beginPath();
    pen.arc(end.x, end.y, 3, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** Both ends in metres; nothing when its body is gone. @param {any} one @param {Map<string, any>} where */
export function endsOf(one, where) {
  const a = where.get(one.body_a);
  if (!a) return null;
  const turned = (/** @type {any} */ body, /** @type {[number, number]} */ [x, y]) => ({ x: body.x + x * Math.cos(body.angle) - y * Math.sin(body.angle), y: body.y + x * Math.sin(body.angle) + y * Math.cos(body.angle) });
  const b = one.body_b ? where.get(one.body_b) : null;
  const from = turned(a, one.anchor_a);
  if (b) return [from, turned(b, one.anchor_b ?? [0, 0])];
  if (one.anchor_b) return [from, { x: one.anchor_b[0], y: one.anchor_b[1] }];
  return [from, ["distance", "spring"].includes(one.type) ? { x: 0, y: 0 } : from];
}

/** @param {CanvasRenderingContext2D} pen @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
function zigzag(pen, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  pen.moveTo(from.x, from.y);
  for (let n = 1; n < TURNS; n += 1) {
    const side = n % 2 ? 5 : -5;
    pen.lineTo(from.x + (dx * n) / TURNS - (dy / long) * side, from.y + (dy * n) / TURNS + (dx / long) * side);
  }
  pen.lineTo(to.x, to.y);
}
