/**
 * Pictures of numbers, as shapes: the page's twin of what `universes/visuals` draws, held to the same cases
 * (`universes/visuals/tests/cases/pictures.json`). Pure; lengths are pixels, y downward, colours #rrggbb.
 *
 * @typedef {{width: number, height: number}} Size
 * @typedef {{type: "polygon", points: number[][], color: string, opacity: number}
 *   | {type: "line", points: number[][], color: string, width: number, opacity: number}
 *   | {type: "circle", x: number, y: number, radius: number, color: string, opacity: number}
 *   | {type: "raster", width: number, height: number, pixels: Uint8ClampedArray<ArrayBuffer>}} Shape
 * @typedef {{width: number, height: number, background: string, shapes: Shape[], halo: number}} Picture
 */
import { mixed, rgb } from "./mapping.js";

const PARTS = 32;
const FADES = 5;

/** @param {any} settings @param {Size} size @param {Shape[]} shapes @param {number} [halo] @returns {Picture} */
const picture = (settings, { width, height }, shapes, halo = settings.halo) => ({ width, height, background: settings.background_color, shapes, halo });

/** @param {number} value @param {number} least @param {number} most */
const held = (value, least, most) => Math.min(Math.max(value, least), most);

/** @param {any} settings @param {number[][]} envelope lowest and highest of each column @param {import("./mapping.js").Driven} driven @param {Size} size */
export function waveform(settings, envelope, driven, size) {
  const { width, height } = size;
  const thick = ((settings.waveform_thickness * height) / 360) * driven.size;
  const count = envelope.length;
  const edge = (/** @type {number} */ which) => envelope.map((pair, column) => [(width * (column + 0.5)) / count, height / 2 - held(pair[which] * settings.gain, -1, 1) * height * 0.45]);
  const [lows, highs] = [edge(0), edge(1)];
  /** @type {Shape[]} */
  const shapes = [{ type: "polygon", points: [...highs, ...lows.toReversed()], color: driven.color(settings.waveform_color), opacity: 0.3 }];
  const step = Math.max(Math.floor(count / PARTS), 1);
  for (let first = 0; first < count; first += step) {
    const away = Math.abs(((first + step / 2) / count) * 2 - 1);
    const color = driven.color(mixed(settings.waveform_color, settings.waveform_color_end, away));
    for (const points of [highs, lows]) shapes.push({ type: "line", points: points.slice(first, first + step + 1), color, width: thick, opacity: 1 });
  }
  return picture(settings, size, shapes);
}

/** How many bars a spectrum has. @param {any} settings */
export const barsOf = (settings) => Math.max(8, Math.trunc(640 / (settings.bar_width + settings.bar_spacing)));

/** Where decibels lie between the quietest (0) and the loudest (1) that are shown. @param {any} settings @param {number} decibels */
const shownPart = ({ quietest, loudest }, decibels) => held((decibels - quietest) / (loudest - quietest), 0, 1);

/** @param {any} settings @param {ArrayLike<number>} bars decibels @param {import("./mapping.js").Driven} driven @param {Size} size */
export function spectrum(settings, bars, driven, size) {
  const { width, height } = size;
  const slot = width / bars.length;
  const filled = (slot * settings.bar_width) / (settings.bar_width + settings.bar_spacing);
  const ground = height * (0.96 - 0.2 * settings.reflection);
  /** @type {Shape[]} */
  const shapes = [];
  for (let index = 0; index < bars.length; index += 1) {
    const left = index * slot + (slot - filled) / 2;
    const tall = Math.min(shownPart(settings, bars[index]) * driven.size, 1) * (ground - 0.04 * height) + height / 180;
    const color = driven.color(mixed(settings.spectrum_color_start, settings.spectrum_color_end, index / (bars.length - 1)));
    shapes.push(bar(left, filled, ground - tall, ground, color, 1));
    if (settings.reflection) shapes.push(bar(left, filled, ground + height / 120, Math.min(ground + tall * 0.4, height), color, settings.reflection));
  }
  return picture(settings, size, shapes);
}

/** @param {number} left @param {number} width @param {number} top @param {number} bottom @param {string} color @param {number} opacity @returns {Shape} */
const bar = (left, width, top, bottom, color, opacity) => ({ type: "polygon", points: [[left, bottom], [left, top], [left + width, top], [left + width, bottom]], color, opacity });

/**
 * @param {any} settings @param {Float64Array[]} columns decibels from low to high, oldest first @param {number} count how many columns the picture has
 * @param {import("./mapping.js").Driven} driven @param {Size} size
 */
export function spectrogram(settings, columns, count, driven, size) {
  const ramp = colorsOf(settings, driven.color(settings.color_end));
  const rows = columns[0]?.length ?? 1;
  const pixels = new Uint8ClampedArray(count * rows * 4);
  for (let x = 0; x < count; x += 1) {
    const column = columns[columns.length - count + x];
    for (let row = 0; row < rows; row += 1) {
      const part = column ? shownPart(settings, column[rows - 1 - row]) : 0;
      pixels.set([...ramp[Math.round(part * 255)], 255], (row * count + x) * 4);
    }
  }
  return picture(settings, size, [{ type: "raster", width: count, height: rows, pixels }], settings.halo / 2);
}

/** 256 colours from silence to full strength. @param {any} settings @param {string} loudest */
function colorsOf(settings, loudest) {
  const [quiet, middle, loud] = [settings.color_start, settings.color_middle, loudest].map(rgb);
  return Array.from({ length: 256 }, (_, n) => {
    const [from, to, part] = n <= 128 ? [quiet, middle, n / 128] : [middle, loud, (n - 128) / 127];
    return from.map((value, at) => Math.floor(value + (to[at] - value) * part));
  });
}

/** @param {any} settings @param {import("./particles.js").Spark[]} sparks @param {Size} size */
export function particles(settings, sparks, size) {
  const { width, height } = size;
  return picture(settings, size, sparks.map((spark) => ({ type: "circle", x: spark.x * width, y: spark.y * height, radius: (spark.size * height) / 360, color: spark.color, opacity: spark.opacity })));
}

/** @typedef {{radius: number, points: number[][], still: boolean, mass: number}} Outline */

/**
 * @param {any} settings
 * @param {{bodies: any[], outlines: Map<string, Outline>, ways: Map<string, number[][]>, edges: number[]}} world `edges` left, bottom, right and top in metres
 * @param {(facts: Record<string, number>) => import("./mapping.js").Driven} drivenBy @param {Size} size
 */
export function physics(settings, { bodies, outlines, ways, edges }, drivenBy, size) {
  const { width, height } = size;
  const [left, bottom, right, top] = edges;
  const scale = Math.min(width / (right - left), height / (top - bottom));
  const placed = (/** @type {number[]} */ [x, y]) => [width / 2 + (x - (left + right) / 2) * scale, height / 2 - (y - (bottom + top) / 2) * scale];
  /** @type {Shape[]} */
  const shapes = [];
  for (const body of bodies) {
    const outline = outlines.get(body.id) ?? { radius: 0.1, points: [], still: false, mass: 1 };
    const driven = drivenBy(factsOf(body, outline));
    const grown = outline.still ? 1 : driven.size;
    if (!outline.still) shapes.push(...trail((ways.get(body.id) ?? []).map(placed), settings.trail_color, height / 180));
    const color = outline.still ? settings.static_color : driven.color(settings.body_color);
    const [x, y] = placed([body.x, body.y]);
    const [cos, sin] = [Math.cos(body.angle) * scale * grown, Math.sin(body.angle) * scale * grown];
    if (outline.points.length) {
      shapes.push({ type: "polygon", points: outline.points.map(([px, py]) => [x + px * cos - py * sin, y - px * sin - py * cos]), color, opacity: 1 });
      continue;
    }
    shapes.push({ type: "circle", x, y, radius: outline.radius * scale * grown, color, opacity: 1 });
    shapes.push({ type: "line", points: [[x, y], [x + outline.radius * cos, y - outline.radius * sin]], color: settings.background_color, width: Math.max(height / 240, 1), opacity: 0.6 });
  }
  return picture(settings, size, shapes);
}

/** The way a body came, fainter the longer ago. @param {number[][]} way @param {string} color @param {number} width @returns {Shape[]} */
function trail(way, color, width) {
  const step = Math.max(Math.ceil(way.length / FADES), 1);
  const parts = [];
  for (let first = 0; first < way.length; first += step) parts.push(way.slice(first, first + step + 1));
  return parts.map((points, index) => /** @type {Shape} */ ({ type: "line", points, color, width, opacity: Math.round((600 * (index + 1)) / parts.length) / 1000 })).filter((part) => /** @type {any} */ (part).points.length > 1);
}

/** What mappings know as `body.…`. @param {any} body @param {Outline} outline */
const factsOf = (body, outline) => ({ speed: Math.hypot(body.vx ?? 0, body.vy ?? 0), spin: Math.abs(body.spin ?? 0), mass: outline.mass, height: body.y, x: body.x });
