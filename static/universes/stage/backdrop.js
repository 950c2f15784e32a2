/** What lies behind the bodies: the lamp's light, what fills the world (water, heat, stars or dust), its measure, its edges. */
import { css, mixed, rgbOf } from "./colours.js";
import { toPixels } from "./view.js";

/** @typedef {import("./view.js").View} View */

const HOT_K = 400;
const HOTTEST_K = 1000;
const FULL_WATER = 1000;
const SHAFTS = 6;
const SOFT = 4;
const MOTES = 90;
const GLOW_PX = 22;

/** A picture of all this that is drawn anew only when it would be another one. */
export function openBackdrop() {
  const kept = document.createElement("canvas");
  let was = "";
  /** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} physics @param {any} colours @param {number} dense pixels of the screen to one of the page */
  return (pen, view, physics, colours, dense) => {
    const key = JSON.stringify([view, dense, colours.night, physics && [physics.boundary, physics.width, physics.height, physics.fluid_density, physics.temperature, physics.pressure, physics.gravity]]);
    if (key !== was) {
      was = key;
      kept.width = Math.round(view.width * dense);
      kept.height = Math.round(view.height * dense);
      const own = /** @type {CanvasRenderingContext2D} */ (kept.getContext("2d"));
      own.setTransform(dense, 0, 0, dense, 0, 0);
      drawBackdrop(own, view, physics, colours);
    }
    pen.drawImage(kept, 0, 0, view.width, view.height);
  };
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} physics @param {any} colours */
export function drawBackdrop(pen, view, physics, colours) {
  drawLamp(pen, view, colours);
  const space = physics && isSpace(physics);
  const box = boxOf(view, physics);
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  if (physics?.fluid_density) drawWater(pen, box, physics.fluid_density, colours);
  if ((physics?.temperature ?? 0) > HOT_K) drawHeat(pen, box, physics.temperature, colours);
  drawMotes(pen, view, box, space ? rgbOf(colours.paper) : rgbOf(colours.lamp), space ? 1 : colours.dark ? 0.4 : 0.25);
  pen.restore();
  drawGrid(pen, view, colours);
  if (physics && physics.boundary !== "none") drawEdges(pen, box, physics.boundary, colours);
}

/** Nothing pulls down and there is no air. @param {any} physics */
const isSpace = (physics) => physics.gravity === 0 && physics.pressure === 0 && !physics.fluid_density;

/** The world on the picture, or all of the picture where it has no edge. @param {View} view @param {any} physics */
function boxOf(view, physics) {
  if (!physics || physics.boundary === "none") return { x: 0, y: 0, width: view.width, height: view.height };
  const { x, y } = toPixels({ x: -physics.width / 2, y: physics.height / 2 }, view);
  return { x, y, width: physics.width * view.scale, height: physics.height * view.scale };
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} colours */
function drawLamp(pen, { width, height }, colours) {
  const far = Math.hypot(width, height);
  const lamp = pen.createRadialGradient(width * 0.42, -height * 0.12, 0, width * 0.42, -height * 0.12, far * 0.8);
  lamp.addColorStop(0, css(rgbOf(colours.lamp), colours.dark ? 0.2 : 0.28));
  lamp.addColorStop(0.45, css(rgbOf(colours.lamp), 0.05));
  lamp.addColorStop(1, css(rgbOf(colours.lamp), 0));
  pen.fillStyle = lamp;
  pen.fillRect(0, 0, width, height);
  const haze = pen.createRadialGradient(width * 0.75, height * 1.05, 0, width * 0.75, height * 1.05, far * 0.7);
  haze.addColorStop(0, css(rgbOf(colours.violet), colours.dark ? 0.2 : 0.12));
  haze.addColorStop(1, css(rgbOf(colours.violet), 0));
  pen.fillStyle = haze;
  pen.fillRect(0, 0, width, height);
}

/** Deeper is darker, and light falls into it in shafts. @param {CanvasRenderingContext2D} pen @param {any} box @param {number} density @param {any} colours */
function drawWater(pen, { x, y, width, height }, density, colours) {
  const part = Math.min(1, density / FULL_WATER) * (colours.dark ? 1 : 0.7);
  const sea = rgbOf(colours.verdigris);
  const depth = pen.createLinearGradient(0, y, 0, y + height);
  depth.addColorStop(0, css(sea, 0.3 * part));
  depth.addColorStop(0.5, css(mixed(sea, rgbOf(colours.violet), 0.45), 0.16 * part));
  depth.addColorStop(1, colours.dark ? css(mixed(sea, [8, 10, 34], 0.82), 0.62 * part) : css(mixed(sea, rgbOf(colours.violet), 0.4), 0.5 * part));
  pen.fillStyle = depth;
  pen.fillRect(x, y, width, height);
  for (let n = 0; n < SHAFTS * SOFT; n += 1) {
    const soft = (n % SOFT) / SOFT; /* laid upon each other, each narrower: an edge that is not sharp */
    const left = x + width * ((Math.floor(n / SOFT) + 0.25 + 0.35 * wobble(Math.floor(n / SOFT))) / SHAFTS);
    const wide = width * (0.03 + 0.05 * wobble(Math.floor(n / SOFT) + 40));
    const lean = width * 0.09;
    const shaft = pen.createLinearGradient(0, y, 0, y + height * (0.55 + 0.4 * wobble(Math.floor(n / SOFT) + 80)));
    shaft.addColorStop(0, css(mixed(sea, [255, 250, 225], 0.6), (0.2 / SOFT) * part));
    shaft.addColorStop(1, css(sea, 0));
    pen.fillStyle = shaft;
    pen.beginPath();
    const [top, foot] = [wide * soft * 0.4, wide * 3.4 * soft * 0.4];
    pen.moveTo(left + top, y);
    pen.lineTo(left + wide - top, y);
    pen.lineTo(left + wide * 2.4 - lean - foot, y + height);
    pen.lineTo(left - wide - lean + foot, y + height);
    pen.fill();
  }
}

/** Glow from below. @param {CanvasRenderingContext2D} pen @param {any} box @param {number} kelvin @param {any} colours */
function drawHeat(pen, { x, y, width, height }, kelvin, colours) {
  const part = Math.min(1, (kelvin - HOT_K) / (HOTTEST_K - HOT_K));
  const heat = pen.createLinearGradient(0, y + height, 0, y);
  heat.addColorStop(0, css(rgbOf(colours.ember), 0.16 + 0.3 * part));
  heat.addColorStop(0.4, css(mixed(rgbOf(colours.ember), rgbOf(colours.lamp), 0.5), 0.1 * part));
  heat.addColorStop(1, css(rgbOf(colours.lamp), 0));
  pen.fillStyle = heat;
  pen.fillRect(x, y, width, height);
}

/** Stars, or dust in the light: in three depths, which move less the farther they are. @param {CanvasRenderingContext2D} pen @param {View} view @param {any} box @param {import("./colours.js").Rgb} colour @param {number} bright */
function drawMotes(pen, view, box, colour, bright) {
  for (let n = 0; n < MOTES; n += 1) {
    const depth = 1 + (n % 3);
    const x = box.x + modulo(wobble(n) * box.width - (view.x * view.scale) / (depth * 5), box.width);
    const y = box.y + modulo(wobble(n + 500) * box.height + (view.y * view.scale) / (depth * 5), box.height);
    pen.fillStyle = css(colour, bright * (0.18 + 0.5 * wobble(n + 900)) / depth);
    pen.beginPath();
    pen.arc(x, y, 0.5 + 1.1 * wobble(n + 1300) * (depth === 1 ? 1.4 : 1), 0, 2 * Math.PI);
    pen.fill();
  }
}

/** The same for the same number, 0 to 1: a picture that is drawn again looks as before. @param {number} n */
export function wobble(n) {
  const sine = Math.sin(n * 127.1 + 11.7) * 43758.5453;
  return sine - Math.floor(sine);
}
/** @param {number} value @param {number} by */
const modulo = (value, by) => ((value % by) + by) % by;

/** Lines at one, two or five metres times a power of ten, as many as can be told apart. @param {number} scale pixels a metre */
export function gridStep(scale) {
  const wanted = 64 / scale;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * ([1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10);
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {any} colours */
function drawGrid(pen, view, colours) {
  const step = gridStep(view.scale);
  pen.strokeStyle = colours.line;
  pen.globalAlpha = 0.32;
  pen.lineWidth = 1;
  pen.beginPath();
  const half = { x: view.width / 2 / view.scale, y: view.height / 2 / view.scale };
  for (let x = Math.ceil((view.x - half.x) / step) * step; x <= view.x + half.x; x += step) {
    const { x: at } = toPixels({ x, y: 0 }, view);
    pen.moveTo(Math.round(at) + 0.5, 0);
    pen.lineTo(Math.round(at) + 0.5, view.height);
  }
  for (let y = Math.ceil((view.y - half.y) / step) * step; y <= view.y + half.y; y += step) {
    const { y: at } = toPixels({ x: 0, y }, view);
    pen.moveTo(0, Math.round(at) + 0.5);
    pen.lineTo(view.width, Math.round(at) + 0.5);
  }
  pen.stroke();
  pen.globalAlpha = 1;
  pen.fillStyle = colours.dust;
  pen.font = `12px ${colours.sans}`;
  const { left, top, height } = view.frame ?? { left: 0, top: 0, height: view.height };
  pen.fillText(`${step >= 1 ? step : Number(step.toPrecision(1))} m`, left + 12, top + height - 14);
  pen.fillRect(left + 12, top + height - 10, step * view.scale, 2);
}

/** @param {CanvasRenderingContext2D} pen @param {{x: number, y: number, width: number, height: number}} box @param {string} boundary @param {any} colours */
function drawEdges(pen, { x, y, width, height }, boundary, colours) {
  const colour = rgbOf(boundary === "wall" ? colours.dust : boundary === "absorb" ? colours.ember : colours.violet);
  pen.shadowColor = css(colour, 0.8);
  pen.shadowBlur = GLOW_PX;
  pen.lineWidth = boundary === "wall" ? 2 : 1.5;
  pen.strokeStyle = css(colour, 0.85);
  pen.setLineDash(boundary === "wall" ? [] : [8, 6]);
  pen.strokeRect(x, y, width, height);
  pen.setLineDash([]);
  pen.shadowBlur = 0;
}
