/** The world on a canvas, back to front: what lies behind, the ways that bodies came, what holds them, they, what has just met. */
import { drawBodies } from "./bodies.js";
import { css, rgbOf, tonesOf } from "./colours.js";
import { drawLink } from "./links.js";
import { glowOf, lay } from "./sprites.js";
import { toPixels } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** Each way is drawn in so many parts, fainter and thinner the older. */
const PARTS = 4;
const RAYS = 5;

/**
 * @param {CanvasRenderingContext2D} pen @param {View} view
 * @param {{bodies: import("../world.js").Body[], constraints: any[], physics: any, places: Map<string, any>, broken: Set<string>, trails: import("./trails.js").Trails,
 *   sparks: import("./sparks.js").Sparks, calm: boolean, chosen: string, hovered: string, colours: any, backdrop: ReturnType<typeof import("./backdrop.js").openBackdrop>, dense: number, now: number}} what
 *   `calm` leaves out what flies about; `now` milliseconds of the page
 */
export function drawWorld(pen, view, { bodies, constraints, physics, places, broken, trails, sparks, calm, chosen, hovered, colours, backdrop, dense, now }) {
  pen.clearRect(0, 0, view.width, view.height);
  backdrop(pen, view, physics, colours, dense);
  const where = new Map(bodies.map((body) => [body.id, places.get(body.id) ?? { x: body.position[0], y: body.position[1], angle: body.angle }]));
  const tones = tonesOf(bodies, colours);
  pen.lineJoin = "round";
  for (const body of bodies) drawTrail(pen, view, trails.ways.get(body.id), body, /** @type {any} */ (tones.get(body.id)));
  for (const one of constraints) if (one.enabled && !broken.has(one.id)) drawLink(pen, view, one, where, colours);
  drawBodies(pen, view, { bodies, where, tones, struck: sparks.struck(now), chosen, hovered, colours });
  if (!calm) for (const spark of sparks.glowing(now)) drawSpark(pen, view, spark, colours);
  const told = bodies.find((body) => body.id === (hovered || chosen));
  return told ? { body: told, place: /** @type {any} */ (where.get(told.id)) } : null;
}

/** @param {CanvasRenderingContext2D} pen @param {View} view @param {{x: number, y: number}[] | undefined} way @param {any} body @param {import("./colours.js").Rgb} tone */
function drawTrail(pen, view, way, body, tone) {
  if (!way || way.length < 3) return;
  const wide = Math.max(1.5, Math.min((body.radius ?? 0.4) * view.scale * 0.7, 14));
  const points = way.map((place) => toPixels(place, view));
  pen.lineCap = "round";
  for (let part = 0; part < PARTS; part += 1) {
    const [from, to] = [Math.floor((part * points.length) / PARTS), Math.min(points.length, Math.floor(((part + 1) * points.length) / PARTS) + 1)];
    pen.beginPath();
    for (const { x, y } of points.slice(from, to)) pen.lineTo(x, y);
    pen.lineWidth = wide * ((part + 1) / PARTS);
    pen.strokeStyle = css(tone, 0.05 + 0.07 * part);
    pen.stroke();
  }
  pen.lineCap = "butt";
}

/** A light, a ring that opens, a few rays. @param {CanvasRenderingContext2D} pen @param {View} view @param {any} spark @param {any} colours */
function drawSpark(pen, view, { x: at, y: up, strength, age, turn }, colours) {
  const { x, y } = toPixels({ x: at, y: up }, view);
  const lamp = rgbOf(colours.lamp);
  const fades = (1 - age) ** 2;
  pen.globalCompositeOperation = colours.dark ? "lighter" : "source-over";
  pen.globalAlpha = fades * (0.35 + 0.65 * strength);
  lay(pen, glowOf(lamp), x, y, 14 + 46 * strength * (0.6 + 0.4 * age));
  pen.globalAlpha = 1;
  pen.strokeStyle = css(lamp, 0.75 * fades * strength);
  pen.lineWidth = 0.5 + 2 * (1 - age);
  pen.beginPath();
  pen.arc(x, y, 4 + 54 * strength * Math.sqrt(age), 0, 2 * Math.PI);
  for (let ray = 0; ray < RAYS; ray += 1) {
    const angle = turn + (ray * 2 * Math.PI) / RAYS;
    const out = 8 + 70 * strength * Math.sqrt(age);
    const long = 3 + 9 * strength * (1 - age);
    pen.moveTo(x + Math.cos(angle) * out, y + Math.sin(angle) * out);
    pen.lineTo(x + Math.cos(angle) * (out + long), y + Math.sin(angle) * (out + long));
  }
  pen.stroke();
  pen.globalCompositeOperation = "source-over";
}
