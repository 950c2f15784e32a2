/** The world on a canvas: grid, edges, constraints, bodies with the ways they came. */
import { outlineOf, toPixels } from "./view.js";

const TRAIL = 40;

/** Colours of the page's own, read once a theme. */
export function coloursOf(/** @type {Element} */ element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return { paper: read("--paper"), dust: read("--dust"), line: read("--line"), lamp: read("--lamp"), violet: read("--violet"), verdigris: read("--verdigris"), ember: read("--ember") };
}

/** The ways that bodies came, as far as this page has seen. */
export class Trails {
  constructor() {
    /** @type {Map<string, {x: number, y: number}[]>} */
    this.ways = new Map();
  }

  /** @param {Map<string, {x: number, y: number}>} places */
  add(places) {
    for (const [id, { x, y }] of places) this.ways.set(id, [...(this.ways.get(id) ?? []), { x, y }].slice(-TRAIL));
  }

  forget() {
    this.ways.clear();
  }
}

/**
 * @param {CanvasRenderingContext2D} pen @param {import("./view.js").View} view
 * @param {{bodies: import("../world.js").Body[], constraints: any[], physics: any, places: Map<string, any>, broken: Set<string>, trails: Trails, chosen: string, colours: ReturnType<typeof coloursOf>}} what
 */
export function drawWorld(pen, view, { bodies, constraints, physics, places, broken, trails, chosen, colours }) {
  pen.clearRect(0, 0, view.width, view.height);
  drawGrid(pen, view, colours);
  if (physics && physics.boundary !== "none") drawEdges(pen, view, physics, colours);
  const where = new Map(bodies.map((body) => [body.id, places.get(body.id) ?? { x: body.position[0], y: body.position[1], angle: body.angle }]));
  pen.lineJoin = "round";
  for (const [id, way] of trails.ways) if (where.has(id)) drawTrail(pen, view, way, colours);
  for (const body of bodies) drawBody(pen, view, body, /** @type {any} */ (where.get(body.id)), body.id === chosen, colours);
  for (const one of constraints) if (one.enabled && !broken.has(one.id)) drawConstraint(pen, view, one, where, colours);
}

/** Lines at one, two or five metres times a power of ten, as many as can be told apart. */
function drawGrid(/** @type {CanvasRenderingContext2D} */ pen, /** @type {import("./view.js").View} */ view, /** @type {any} */ colours) {
  const wanted = 64 / view.scale;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10);
  pen.strokeStyle = colours.line;
  pen.globalAlpha = 0.45;
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
  pen.font = "12px sans-serif";
  pen.fillText(`${step >= 1 ? step : Number(step.toPrecision(1))} m`, 12, view.height - 12);
  pen.fillRect(12, view.height - 9, step * view.scale, 2);
}

function drawEdges(/** @type {CanvasRenderingContext2D} */ pen, /** @type {import("./view.js").View} */ view, /** @type {any} */ physics, /** @type {any} */ colours) {
  const from = toPixels({ x: -physics.width / 2, y: physics.height / 2 }, view);
  pen.strokeStyle = physics.boundary === "wall" ? colours.dust : physics.boundary === "absorb" ? colours.ember : colours.violet;
  pen.lineWidth = physics.boundary === "wall" ? 3 : 1.5;
  pen.setLineDash(physics.boundary === "wall" ? [] : [8, 6]);
  pen.strokeRect(from.x, from.y, physics.width * view.scale, physics.height * view.scale);
  pen.setLineDash([]);
}

function drawTrail(/** @type {CanvasRenderingContext2D} */ pen, /** @type {import("./view.js").View} */ view, /** @type {{x: number, y: number}[]} */ way, /** @type {any} */ colours) {
  pen.strokeStyle = colours.violet;
  pen.lineWidth = 1.5;
  pen.globalAlpha = 0.35;
  pen.beginPath();
  for (const place of way) {
    const { x, y } = toPixels(place, view);
    pen.lineTo(x, y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

function drawBody(/** @type {CanvasRenderingContext2D} */ pen, /** @type {import("./view.js").View} */ view, /** @type {any} */ body, /** @type {any} */ place, /** @type {boolean} */ chosen, /** @type {any} */ colours) {
  const { x, y } = toPixels(place, view);
  const still = body.static || body.shape === "plane";
  pen.save();
  pen.translate(x, y);
  pen.rotate(-place.angle);
  pen.beginPath();
  if (body.shape === "circle") pen.arc(0, 0, Math.max(body.radius * view.scale, 1.5), 0, 2 * Math.PI);
  else if (body.shape === "plane") pen.rect(-4e4, 0, 8e4, 4e4);
  else for (const [px, py] of outlineOf(body)) pen.lineTo(px * view.scale, -py * view.scale);
  pen.closePath();
  pen.fillStyle = still ? colours.line : colours.paper;
  pen.globalAlpha = body.sensor ? 0.25 : still ? 0.8 : 0.92;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = chosen ? 3 : 1.5;
  pen.strokeStyle = chosen ? colours.lamp : still ? colours.dust : colours.violet;
  pen.stroke();
  if (body.shape === "circle" && body.radius * view.scale > 5) {
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(body.radius * view.scale, 0);
    pen.stroke();
  }
  pen.restore();
}

function drawConstraint(/** @type {CanvasRenderingContext2D} */ pen, /** @type {import("./view.js").View} */ view, /** @type {any} */ one, /** @type {Map<string, any>} */ where, /** @type {any} */ colours) {
  const a = where.get(one.body_a);
  if (!a) return;
  const turned = (/** @type {any} */ body, /** @type {[number, number]} */ [x, y]) => ({ x: body.x + x * Math.cos(body.angle) - y * Math.sin(body.angle), y: body.y + x * Math.sin(body.angle) + y * Math.cos(body.angle) });
  const b = one.body_b ? where.get(one.body_b) : null;
  const from = turned(a, one.anchor_a);
  const to = b ? turned(b, one.anchor_b ?? [0, 0]) : one.anchor_b ? { x: one.anchor_b[0], y: one.anchor_b[1] } : ["distance", "spring"].includes(one.type) ? { x: 0, y: 0 } : from;
  const [p, q] = [toPixels(from, view), toPixels(to, view)];
  pen.strokeStyle = colours.verdigris;
  pen.fillStyle = colours.verdigris;
  pen.lineWidth = 2;
  pen.beginPath();
  if (one.type === "spring") zigzag(pen, p, q);
  else {
    pen.moveTo(p.x, p.y);
    pen.lineTo(q.x, q.y);
  }
  pen.stroke();
  for (const end of [p, q]) {
    pen.beginPath();
    pen.arc(end.x, end.y, 3, 0, 2 * Math.PI);
    pen.fill();
  }
}

function zigzag(/** @type {CanvasRenderingContext2D} */ pen, /** @type {{x: number, y: number}} */ from, /** @type {{x: number, y: number}} */ to) {
  const turns = 14;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  pen.moveTo(from.x, from.y);
  for (let n = 1; n < turns; n += 1) {
    const side = n % 2 ? 5 : -5;
    pen.lineTo(from.x + (dx * n) / turns - (dy / long) * side, from.y + (dy * n) / turns + (dx / long) * side);
  }
  pen.lineTo(to.x, to.y);
}
