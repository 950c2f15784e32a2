/** Small pictures that are drawn once and then laid on the world many times a second: glows and lit balls. */
import { css, mixed } from "./colours.js";

/** @typedef {import("./colours.js").Rgb} Rgb */

const GLOW_PX = 96;
const BALL_PX = 160;
/** Where a ball's highlight lies, in parts of its radius: the lamp hangs over the world, a little to the left. */
const LIT = { x: -0.34, y: -0.42 };

/** @type {Map<string, HTMLCanvasElement>} */
const known = new Map();

/** @param {string} key @param {number} size @param {(pen: CanvasRenderingContext2D, half: number) => void} draw */
function sprite(key, size, draw) {
  let found = known.get(key);
  if (!found) {
    found = document.createElement("canvas");
    found.width = found.height = size;
    draw(/** @type {CanvasRenderingContext2D} */ (found.getContext("2d")), size / 2);
    known.set(key, found);
  }
  return found;
}

/** A soft light that ends in nothing. @param {Rgb} colour */
export const glowOf = (colour) => sprite(`glow ${colour}`, GLOW_PX, (pen, half) => {
  const light = pen.createRadialGradient(half, half, 0, half, half, half);
  light.addColorStop(0, css(colour, 0.95));
  light.addColorStop(0.25, css(colour, 0.42));
  light.addColorStop(0.6, css(colour, 0.1));
  light.addColorStop(1, css(colour, 0));
  pen.fillStyle = light;
  pen.fillRect(0, 0, half * 2, half * 2);
});

/** A ball under the lamp. @param {Rgb} colour @param {boolean} dark whether the page is */
export const ballOf = (colour, dark) => sprite(`ball ${colour} ${dark}`, BALL_PX, (pen, half) => {
  const radius = half - 1;
  const light = pen.createRadialGradient(half + LIT.x * radius, half + LIT.y * radius, radius * 0.06, half, half, radius * 1.02);
  light.addColorStop(0, css(mixed(colour, [255, 250, 238], 0.82)));
  light.addColorStop(0.32, css(mixed(colour, [255, 250, 238], dark ? 0.22 : 0.36)));
  light.addColorStop(0.72, css(mixed(colour, [12, 9, 20], dark ? 0.4 : 0.18)));
  light.addColorStop(1, css(mixed(colour, [12, 9, 20], dark ? 0.72 : 0.42)));
  pen.fillStyle = light;
  pen.beginPath();
  pen.arc(half, half, radius, 0, 2 * Math.PI);
  pen.fill();
  /* Light from behind along the lower edge tells the ball from the ground. */
  const rim = pen.createRadialGradient(half, half, radius * 0.84, half, half, radius);
  rim.addColorStop(0, css(colour, 0));
  rim.addColorStop(1, css(mixed(colour, [255, 255, 255], 0.35), 0.75));
  pen.fillStyle = rim;
  pen.beginPath();
  pen.arc(half, half, radius, Math.PI * 0.05, Math.PI * 0.95);
  pen.arc(half, half - radius * 0.12, radius * 0.98, Math.PI * 0.95, Math.PI * 0.05, true);
  pen.fill();
});

/** @param {CanvasRenderingContext2D} pen @param {HTMLCanvasElement} picture @param {number} x @param {number} y @param {number} radius pixels */
export function lay(pen, picture, x, y, radius) {
  pen.drawImage(picture, x - radius, y - radius, radius * 2, radius * 2);
}
