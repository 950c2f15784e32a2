/** Bodies in the light of the lamp, each in the colour of its weight, brighter while it sounds. */
import { css, mixed, rgbOf } from "./colours.js";
import { ballOf, glowOf, lay } from "./sprites.js";
import { outlineOf, reachOf, toPixels } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** More bodies than these are drawn without a gradient of their own. */
const MANY = 160;
/** A ball smaller than this shows neither its turn nor its glow. */
const SMALL_PX = 4;
const FAR_PX = 4e4;

/**
 * @param {CanvasRenderingContext2D} pen @param {View} view
 * @param {{bodies: any[], where: Map<string, any>, tones: Map<string, import("./colours.js").Rgb>, struck: Map<string, number>, chosen: string, hovered: string, colours: any}} what `struck` how brightly each shines, 0 to 1
 */
export function drawBodies(pen, view, { bodies, where, tones, struck, chosen, hovered, colours }) {
  const plain = bodies.length > MANY;
  pen.globalCompositeOperation = colours.dark ? "lighter" : "source-over";
  for (const body of bodies) drawHalo(pen, view, body, where.get(body.id), /** @type {any} */ (tones.get(body.id)), struck.get(body.id) ?? 0, plain);
  pen.globalCompositeOperation = "source-over";
  for (const body of bodies) {
    drawBody(pen, view, body, where.get(body.id), { tone: tones.get(body.id), flash: struck.get(body.id) ?? 0, mark: body.id === chosen ? "chosen" : body.id === hovered ? "hovered" : "", plain, colours });
  }
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} body @param {any} place @param {import("./colours.js").Rgb} tone @param {number} flash @param {boolean} plain */
function drawHalo(pen, view, body, place, tone, flash, plain) {
  if (body.static || body.shape === "plane" || (plain && !flash)) return;
  const radius = Math.max(reachOf(body) * view.scale, 2);
  if (radius < SMALL_PX && !flash) return;
  const { x, y } = toPixels(place, view);
  pen.globalAlpha = Math.min(1, 0.26 + 0.7 * flash);
  lay(pen, glowOf(tone), x, y, radius * (2.1 + 1.6 * flash) + 4);
  pen.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} body @param {any} place @param {any} how */
function drawBody(pen, view, body, place, { tone, flash, mark, plain, colours }) {
  const { x, y } = toPixels(place, view);
  const still = body.static || body.shape === "plane";
  pen.save();
  pen.translate(x, y);
  pen.rotate(-place.angle);
  outline(pen, body, view.scale);
  pen.globalAlpha = body.sensor ? 0.3 : 1;
  if (body.shape === "circle" && !still) {
    pen.rotate(place.angle); /* the light does not turn with the ball */
    lay(pen, ballOf(tone, colours.dark), 0, 0, Math.max(body.radius * view.scale, 1.5));
    pen.rotate(-place.angle);
  } else {
    pen.fillStyle = body.shape === "plane" ? groundOf(pen, view, colours) : plain ? css(mixed(tone, rgbOf(colours.night), 0.3)) : litOf(pen, body, place.angle, view.scale, tone, colours);
    pen.fill();
  }
  pen.globalAlpha = 1;
  if (flash > 0.02) {
    pen.fillStyle = css([255, 250, 235], 0.55 * flash);
    pen.fill();
  }
  pen.lineWidth = mark === "chosen" ? 3 : mark ? 2 : 1.25;
  pen.setLineDash(body.sensor ? [5, 4] : []);
  pen.strokeStyle = mark === "chosen" ? colours.lamp : mark ? colours.paper : css(mixed(tone, rgbOf(colours.paper), still ? 0.1 : 0.35), body.shape === "circle" ? 0.55 : 0.9);
  pen.stroke();
  pen.setLineDash([]);
  if (body.shape === "circle" && body.radius * view.scale > SMALL_PX) turnMark(pen, body.radius * view.scale, tone, colours);
  pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {any} body @param {number} scale */
function outline(pen, body, scale) {
  pen.beginPath();
  if (body.shape === "circle") pen.arc(0, 0, Math.max(body.radius * scale, 1.5), 0, 2 * Math.PI);
  else if (body.shape === "plane") pen.rect(-FAR_PX, 0, FAR_PX * 2, FAR_PX);
  else for (const [px, py] of outlineOf(body)) pen.lineTo(px * scale, -py * scale);
  pen.closePath();
}

/** How far a ball has turned: a notch at its edge. @param {CanvasRenderingContext2D} pen @param {number} radius @param {any} tone @param {any} colours */
function turnMark(pen, radius, tone, colours) {
  pen.beginPath();
  pen.moveTo(radius * 0.52, 0);
  pen.lineTo(radius * 0.86, 0);
  pen.lineCap = "round";
  pen.lineWidth = Math.max(1.5, radius * 0.09);
  pen.strokeStyle = css(mixed(tone, colours.dark ? [255, 255, 255] : [20, 14, 28], 0.6), 0.8);
  pen.stroke();
  pen.lineCap = "butt";
}

/** From the lit side to the one in shadow, whichever way the body is turned. @param {CanvasRenderingContext2D} pen @param {any} body @param {number} angle @param {number} scale @param {any} tone @param {any} colours */
function litOf(pen, body, angle, scale, tone, colours) {
  const reach = reachOf(body) * scale;
  const [down, right] = [Math.cos(angle) * reach, -Math.sin(angle) * reach];
  const light = pen.createLinearGradient(-right * 0.8 - down * 0.3, -down * 0.8, right * 0.8 + down * 0.3, down * 0.8);
  light.addColorStop(0, css(mixed(tone, [255, 250, 238], 0.5)));
  light.addColorStop(0.45, css(mixed(tone, [12, 9, 20], colours.dark ? 0.22 : 0.08)));
  light.addColorStop(1, css(mixed(tone, [12, 9, 20], colours.dark ? 0.66 : 0.36)));
  return light;
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} colours */
function groundOf(pen, view, colours) {
  const ground = pen.createLinearGradient(0, 0, 0, view.height * 0.5);
  ground.addColorStop(0, css(mixed(rgbOf(colours.slate), rgbOf(colours.lamp), 0.2), 0.96));
  ground.addColorStop(0.12, css(rgbOf(colours.slate), 0.94));
  ground.addColorStop(1, css(rgbOf(colours.night), 0.9));
  return ground;
}
