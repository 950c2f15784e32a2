/** Icons of the page's sprite as textures, each made once. */
import { Texture } from "../../vendor/pixi.js";
import { PAPER } from "../palette.js";

const PX = 64;
/** @type {Map<string, Promise<Texture | null>>} */
const made = new Map();

/** Null when the sprite does not have it. @param {string} name */
export function iconOf(name) {
  let known = made.get(name);
  if (!known) {
    known = drawn(name).catch(() => null);
    made.set(name, known);
  }
  return known;
}

/** @param {string} name */
async function drawn(name) {
  const symbol = document.getElementById(`icon-${name}`);
  if (!symbol) {
    made.delete(name); /* the sprite may still be on its way */
    return null;
  }
  const box = symbol.getAttribute("viewBox") ?? "0 0 24 24";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${PX}" height="${PX}" viewBox="${box}" fill="none" stroke="${PAPER}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${symbol.innerHTML}</svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return Texture.from(image);
}
