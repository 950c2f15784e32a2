/** Small drawn signs: a shape says what a colour says. */
import { EMBER, NIGHT, PAPER, VERDIGRIS } from "./palette.js";

/**
 * A closed eye on a dark disc: the players do not see this.
 * @param {import("../vendor/pixi.js").Graphics} graphics
 * @param {number} x
 * @param {number} y
 * @param {number} r radius of the disc
 */
export function drawClosedEye(graphics, x, y, r) {
  graphics.circle(x, y, r).fill({ color: NIGHT, alpha: 0.92 });
  const line = { color: PAPER, width: r * 0.17, cap: /** @type {const} */ ("round") };
  graphics.moveTo(x + Math.cos(Math.PI * 0.18) * r * 0.72, y - r * 0.42 + Math.sin(Math.PI * 0.18) * r * 0.72);
  graphics.arc(x, y - r * 0.42, r * 0.72, Math.PI * 0.18, Math.PI * 0.82).stroke(line);
  for (const turn of [0.26, 0.42, 0.58, 0.74]) {
    const angle = Math.PI * turn;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    graphics.moveTo(x + cos * r * 0.72, y - r * 0.42 + sin * r * 0.72).lineTo(x + cos * r * 0.98, y - r * 0.42 + sin * r * 0.98).stroke(line);
  }
}

/**
 * The shape of a disposition around a ring of radius r: four thorns for an enemy, a second thin ring for an ally,
 * nothing for who is neutral.
 * @param {import("../vendor/pixi.js").Graphics} graphics
 * @param {string} disposition
 * @param {number} r
 * @param {string} colour
 */
export function drawDisposition(graphics, disposition, r, colour) {
  if (disposition === "enemy") {
    for (let corner = 0; corner < 4; corner += 1) {
      const turn = Math.PI / 4 + (corner * Math.PI) / 2;
      const at = (angle, radius) => [Math.cos(angle) * radius, Math.sin(angle) * radius];
      graphics.poly([...at(turn - 0.2, r * 0.99), ...at(turn, r * 1.25), ...at(turn + 0.2, r * 0.99)]).fill(colour || EMBER);
    }
  } else if (disposition === "ally") {
    graphics.circle(0, 0, r * 1.15).stroke({ color: colour || VERDIGRIS, width: Math.max(1.5, r * 0.06), alpha: 0.95 });
  }
}
