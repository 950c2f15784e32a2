/** Colours of the page's own for what a canvas shows, and which of them a body has. */
import { massOf } from "../music/collisions.js";

/** @typedef {[number, number, number]} Rgb 0 to 255 */
/** @typedef {ReturnType<typeof coloursOf>} Colours */

const NAMES = /** @type {const} */ (["night", "slate", "paper", "dust", "line", "lamp", "violet", "verdigris", "ember"]);
/** Read once a theme. @param {Element} element */
export function coloursOf(element) {
  const style = getComputedStyle(element);
  const named = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...named, dark: !style.colorScheme.includes("light"), sans: style.fontFamily };
}

/** @param {string} colour `#rrggbb` or `#rgb` @returns {Rgb} */
export function rgbOf(colour) {
  const digits = colour.replace("#", "");
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  return /** @type {Rgb} */ (pairs.map((pair) => Number.parseInt(pair, 16) || 0));
}

/** @param {Rgb} one @param {Rgb} other @param {number} part of the other, 0 to 1 @returns {Rgb} */
export const mixed = (one, other, part) => /** @type {Rgb} */ (one.map((value, index) => Math.round(value + (other[index] - value) * part)));

/** @param {Rgb} colour @param {number} [alpha] */
export const css = ([red, green, blue], alpha = 1) => `rgb(${red} ${green} ${blue} / ${alpha})`;

/**
 * Where each mass lies between the lightest (0) and the heaviest (1) of the world's own; in the middle where all are alike.
 * The heavier a body, the deeper it sounds.
 * @param {(number | null)[]} masses kg; null of what stands fast @returns {number[]}
 */
export function weightsOf(masses) {
  const logs = masses.map((mass) => (mass && mass > 0 ? Math.log(mass) : null));
  const known = logs.filter((one) => one !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return logs.map((one) => (one === null ? 1 : most - least < 0.05 ? 0.5 : (one - least) / (most - least)));
}

/** Twelve shades are enough to tell bodies apart, and each needs its sprites drawn only once. */
const SHADES = 12;

/** What a body looks like: light ones are lamp, then verdigris, heavy ones violet. @param {any} colours @param {number} weight 0 to 1 @returns {Rgb} */
function toneOf(colours, weight) {
  const shade = Math.round(weight * SHADES) / SHADES;
  const [light, middle, heavy] = [rgbOf(colours.lamp), rgbOf(colours.verdigris), rgbOf(colours.violet)];
  return shade < 0.5 ? mixed(light, middle, shade * 2) : mixed(middle, heavy, shade * 2 - 1);
}

/** The colour of every body; dust of what stands fast. @param {any[]} bodies @param {any} colours @returns {Map<string, Rgb>} */
export function tonesOf(bodies, colours) {
  const masses = bodies.map(massOf);
  const weights = weightsOf(masses);
  return new Map(bodies.map((body, index) => [body.id, masses[index] === null ? rgbOf(colours.dust) : toneOf(colours, weights[index])]));
}
