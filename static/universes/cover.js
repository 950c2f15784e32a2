/**
 * A universe's cover where nobody has brought a picture: drawn from its id, so that it is the same everywhere, and moving
 * slowly. A word of its theme may say what is on it. `coverOf` is pure.
 */
import { css, mixed, rgbOf } from "./stage/colours.js";

/** @typedef {"orbits" | "waves" | "embers" | "strings"} Motif */
/** @typedef {{motif: Motif, tones: [import("./stage/colours.js").Rgb, import("./stage/colours.js").Rgb], light: [number, number], dots: [number, number, number][], parts: number[][]}} Cover
 *   `light` where its lamp hangs, `dots` stars {x, y, size}, `parts` of the motif six numbers each; all in parts of the picture, 0 to 1 */

/** As in tokens.css: a cover is a picture of the night in either theme. */
const [NIGHT, LAMP, VERDIGRIS, VIOLET, EMBER, PAPER] = ["#14121a", "#f2b44b", "#5ec2b0", "#ae95e8", "#ef7462", "#ece6da"].map(rgbOf);
/** @type {[Motif, RegExp][]} */
const WORDS = [
  ["waves", /water|sea|ocean|river|rain|tide|lake/i], ["orbits", /star|space|planet|orbit|moon|sky/i],
  ["embers", /fire|forge|ember|lava|desert|heat|volcan/i], ["strings", /music|song|harp|clock|wood|forest/i],
];
/** @type {Record<Motif, [import("./stage/colours.js").Rgb, import("./stage/colours.js").Rgb][]>} */
const TONES = { orbits: [[VIOLET, LAMP], [VERDIGRIS, VIOLET]], waves: [[VERDIGRIS, VIOLET], [VIOLET, VERDIGRIS]], embers: [[EMBER, LAMP], [LAMP, VIOLET]], strings: [[LAMP, VERDIGRIS], [VIOLET, LAMP], [VERDIGRIS, EMBER]] };
const PARTS = { orbits: 5, waves: 6, embers: 34, strings: 3 };
const TURN = 2 * Math.PI;

/** Numbers from 0 to 1, the same for the same text (FNV-1a, then Mulberry32). @param {string} text @returns {() => number} */
export function chanceOf(text) {
  let state = 0x811c9dc5;
  for (const sign of text) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed32 = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed32 = (mixed32 + Math.imul(mixed32 ^ (mixed32 >>> 7), 61 | mixed32)) ^ mixed32;
    return ((mixed32 ^ (mixed32 >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {string} id @param {string} [theme] @returns {Cover} */
export function coverOf(id, theme = "") {
  const chance = chanceOf(id);
  const drawn = /** @type {Motif} */ (Object.keys(PARTS)[Math.floor(chance() * 4)]);
  const motif = WORDS.find(([, words]) => words.test(theme))?.[0] ?? drawn;
  const tones = TONES[motif];
  return {
    motif, tones: tones[Math.floor(chance() * tones.length)], light: [0.2 + 0.6 * chance(), 0.1 + 0.2 * chance()],
    dots: Array.from({ length: 40 }, () => [chance(), chance() * 0.8, chance()]),
    parts: Array.from({ length: PARTS[motif] }, () => Array.from({ length: 6 }, chance)),
  };
}

/** @param {CanvasRenderingContext2D} pen @param {Cover} cover @param {number} width @param {number} height @param {number} seconds how far it has moved */
export function drawCover(pen, cover, width, height, seconds) {
  const { tones: [one, other], light } = cover;
  const ground = pen.createLinearGradient(0, 0, 0, height);
  ground.addColorStop(0, css(mixed(NIGHT, other, 0.1)));
  ground.addColorStop(1, css(mixed(NIGHT, one, 0.26)));
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  shine(pen, light[0] * width, light[1] * height, height * 0.95, mixed(other, PAPER, 0.2), 0.34);
  for (const [x, y, size] of cover.dots) {
    pen.fillStyle = css(PAPER, 0.1 + 0.45 * size * (0.7 + 0.3 * Math.sin(seconds * 0.8 + size * 40)));
    pen.fillRect(x * width, y * height, 1 + size, 1 + size);
  }
  ({ orbits, waves, embers, strings })[cover.motif](pen, cover, width, height, seconds);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius @param {any} colour @param {number} alpha */
function shine(pen, x, y, radius, colour, alpha) {
  const light = pen.createRadialGradient(x, y, 0, x, y, radius);
  light.addColorStop(0, css(colour, alpha));
  light.addColorStop(0.4, css(colour, alpha * 0.28));
  light.addColorStop(1, css(colour, 0));
  pen.fillStyle = light;
  pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius @param {any} colour */
function disc(pen, x, y, radius, colour) {
  pen.fillStyle = css(colour);
  pen.beginPath();
  pen.arc(x, y, radius, 0, TURN);
  pen.fill();
}

/** Planets about a sun, the farther the slower. @param {CanvasRenderingContext2D} pen @param {Cover} cover @param {number} width @param {number} height @param {number} seconds */
function orbits(pen, { tones: [one, other], parts }, width, height, seconds) {
  const [x, y] = [width * 0.5, height * 0.56];
  for (const [index, [phase, size, tilt]] of parts.entries()) {
    const away = height * (0.2 + 0.17 * index);
    const angle = TURN * phase + seconds * 0.5 * (0.2 + 0.17 * index) ** -1.5 * 0.12;
    const [wide, flat] = [away * 1.5, away * (0.34 + 0.08 * tilt)];
    pen.strokeStyle = css(mixed(other, PAPER, 0.3), 0.28);
    pen.lineWidth = 1;
    pen.beginPath();
    pen.ellipse(x, y, wide, flat, -0.16, 0, TURN);
    pen.stroke();
    const [dx, dy] = [Math.cos(angle) * wide, Math.sin(angle) * flat];
    const place = [x + dx * Math.cos(0.16) + dy * Math.sin(0.16), y - dx * Math.sin(0.16) + dy * Math.cos(0.16)];
    const radius = height * (0.016 + 0.034 * size) * (1 + 0.25 * Math.sin(angle));
    shine(pen, place[0], place[1], radius * 3.4, index % 2 ? one : other, 0.4);
    disc(pen, place[0], place[1], radius, mixed(index % 2 ? one : other, PAPER, 0.3));
  }
  shine(pen, x, y, height * 0.36, LAMP, 0.75);
  disc(pen, x, y, height * 0.075, mixed(LAMP, PAPER, 0.5));
}

/** A low moon over a swell. @param {CanvasRenderingContext2D} pen @param {Cover} cover @param {number} width @param {number} height @param {number} seconds */
function waves(pen, { tones: [one, other], light, parts }, width, height, seconds) {
  const moon = [light[0] * width, height * 0.34];
  shine(pen, moon[0], moon[1], height * 0.5, PAPER, 0.4);
  disc(pen, moon[0], moon[1], height * 0.11, mixed(PAPER, LAMP, 0.18));
  for (const [index, [phase, long, high, pace]] of parts.entries()) {
    const base = height * (0.46 + 0.1 * index);
    const swell = height * (0.02 + 0.035 * high);
    const tone = mixed(mixed(one, other, index / parts.length), NIGHT, 0.3 + 0.09 * index);
    const wave = (/** @type {number} */ x) => base + swell * Math.sin((TURN * x * (1 + 1.4 * long)) / width + TURN * phase + seconds * (0.35 + 0.5 * pace)) + swell * 0.4 * Math.sin((TURN * x * 3.1) / width - seconds * 0.6 + phase * 9);
    pen.beginPath();
    pen.moveTo(0, height);
    for (let x = 0; x <= width; x += 6) pen.lineTo(x, wave(x));
    pen.lineTo(width, wave(width));
    pen.lineTo(width, height);
    pen.fillStyle = css(tone, 0.78);
    pen.fill();
    pen.strokeStyle = css(mixed(one, PAPER, 0.45), 0.3);
    pen.lineWidth = 1;
    pen.stroke();
  }
}

/** Sparks over hills that glow from behind. @param {CanvasRenderingContext2D} pen @param {Cover} cover @param {number} width @param {number} height @param {number} seconds */
function embers(pen, { tones: [one, other], light, parts }, width, height, seconds) {
  shine(pen, light[0] * width, height * 0.86, height * 0.9, one, 0.7);
  for (let hill = 0; hill < 3; hill += 1) {
    const [phase, long, high] = parts[hill];
    pen.beginPath();
    pen.moveTo(0, height);
    for (let x = 0; x <= width + 8; x += 8) pen.lineTo(x, height * (0.66 + 0.1 * hill) - height * (0.05 + 0.09 * high) * Math.abs(Math.sin((TURN * x * (0.8 + long)) / width + phase * 7)));
    pen.lineTo(width, height);
    pen.fillStyle = css(mixed(NIGHT, one, 0.22 - 0.08 * hill));
    pen.fill();
  }
  for (const [x, y, size, pace, sway, glow] of parts) {
    const up = (y + seconds * (0.03 + 0.06 * pace)) % 1;
    const at = [(x + 0.03 * Math.sin(seconds * (0.5 + sway) + TURN * sway)) * width, height * (1 - up)];
    pen.globalAlpha = Math.sin(Math.PI * up) * (0.5 + 0.5 * glow);
    shine(pen, at[0], at[1], height * (0.02 + 0.04 * size), mixed(other, PAPER, 0.25), 0.9);
    pen.globalAlpha = 1;
  }
}

/** What two pendulums would draw together; one of them slowly gains on the other. @param {CanvasRenderingContext2D} pen @param {Cover} cover @param {number} width @param {number} height @param {number} seconds */
function strings(pen, { tones: [one, other], parts }, width, height, seconds) {
  for (const [index, [ratio, phase, wide, high]] of parts.entries()) {
    const [a, b] = [2 + Math.floor(ratio * 4), 3 + Math.floor(phase * 4)];
    pen.beginPath();
    for (let step = 0; step <= 220; step += 1) {
      const angle = (TURN * step) / 220;
      pen.lineTo(width * (0.5 + (0.28 + 0.14 * wide) * Math.sin(a * angle + TURN * phase + seconds * 0.12)), height * (0.52 + (0.26 + 0.14 * high) * Math.sin(b * angle + seconds * 0.05)));
    }
    pen.strokeStyle = css(mixed(index % 2 ? other : one, PAPER, 0.25), 0.5);
    pen.lineWidth = 1.2;
    pen.stroke();
  }
  shine(pen, width * 0.5, height * 0.52, height * 0.5, one, 0.22);
}
