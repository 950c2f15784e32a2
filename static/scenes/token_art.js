/**
 * What tokens share is drawn once into a texture: discs, rings and letters. A table with two thousand tokens is then
 * two thousand small pictures, which the graphics card draws in a few calls.
 */
import { Container, Graphics, Text } from "../vendor/pixi.js";
import { drawDisposition } from "./marks.js";
import { DISPOSITIONS, LAMP, NIGHT, SERIF, SHADE } from "./palette.js";

/** Radius of the drawn disc; with shadow and thorns a texture reaches to `REACH` times of it. */
const RADIUS = 128;
const REACH = 1.32;
/** Letters are drawn this large and scaled down, so they stay sharp when one zooms in. */
export const LETTER_PX = 96;

/** @typedef {import("../vendor/pixi.js").Texture} Texture */
/** @type {Map<string, Texture>} */
const drawn = new Map();

/** @param {string} disposition */
export const coloursOf = (disposition) => DISPOSITIONS[/** @type {keyof typeof DISPOSITIONS} */ (disposition)] ?? DISPOSITIONS.neutral;

/** Shadow and disc, under the face. @param {import("./stage.js").Stage} stage @param {string} disposition */
export function discOf(stage, disposition) {
  return once(stage, `disc ${disposition}`, () => new Graphics()
    .circle(0, RADIUS * 0.1, RADIUS * 1.03).fill({ color: SHADE, alpha: 0.42 })
    .circle(0, 0, RADIUS).fill(coloursOf(disposition).disc));
}

/** The ring over the face; one's own is the colour of the lamp. @param {import("./stage.js").Stage} stage @param {string} disposition @param {boolean} lit */
export function ringOf(stage, disposition, lit) {
  return once(stage, `ring ${disposition} ${lit}`, () => {
    const colour = coloursOf(disposition).ring;
    const ring = new Graphics()
      .circle(0, 0, RADIUS * 0.93).stroke({ color: NIGHT, width: RADIUS * 0.06, alpha: 0.22 })
      .circle(0, 0, RADIUS).stroke({ color: lit ? LAMP : colour, width: RADIUS * 0.13 });
    drawDisposition(ring, disposition, RADIUS, colour);
    return ring;
  });
}

/** @param {import("./stage.js").Stage} stage @param {string} letter */
export function letterOf(stage, letter) {
  return remember(`letter ${letter}`, () => {
    const text = new Text({ text: letter, style: { fontFamily: SERIF, fontWeight: "600", fontSize: LETTER_PX, fill: NIGHT } });
    const texture = stage.app.renderer.generateTexture({ target: text, resolution: 1, antialias: true });
    text.destroy();
    return texture;
  });
}

/** Scale of a disc or ring for a token of radius r. @param {number} r */
export const scaleOf = (r) => r / RADIUS;

/** @param {import("./stage.js").Stage} stage @param {string} key @param {() => Graphics} draw around 0, 0 */
function once(stage, key, draw) {
  return remember(key, () => {
    const edge = RADIUS * REACH;
    const frame = new Graphics().rect(-edge, -edge, edge * 2, edge * 2).fill({ color: "#000000", alpha: 0.001 });
    const target = new Container();
    target.addChild(frame, draw()); /* the frame keeps every texture centred and of one size */
    const texture = stage.app.renderer.generateTexture({ target, resolution: 1, antialias: true });
    texture.source.autoGenerateMipmaps = true;
    texture.source.updateMipmaps();
    target.destroy({ children: true });
    return texture;
  });
}

/** @param {string} key @param {() => Texture} make */
function remember(key, make) {
  let texture = drawn.get(key);
  if (!texture) {
    texture = make();
    drawn.set(key, texture);
  }
  return texture;
}
