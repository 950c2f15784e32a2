/** What is known and what is seen, as small textures: a texel is a twelfth of a cell, which makes edges soft. */
import { Container, Graphics, RenderTexture, Sprite, Texture } from "../../vendor/pixi.js";

const TEXELS_A_CELL = 12;
const LARGEST = 2048;

/** @typedef {import("../../base/geometry.js").Box} Box */
/** @typedef {{url: string, revision: number, left: number, top: number, width: number, height: number, cell: number}} Explored */

/**
 * @param {Graphics} graphics
 * @param {number[][][]} polygons each a ring around it and rings of its holes, flat [x, y, ...]
 */
export function fillPolygons(graphics, polygons) {
  for (const [outer, ...holes] of polygons) {
    graphics.poly(outer).fill("#ffffff");
    for (const hole of holes) graphics.poly(hole).cut();
  }
  return graphics;
}

/** The size in texels of a mask over a frame. @param {Box} frame @param {number} cell */
export function texelsOf(frame, cell) {
  const texel = Math.max(cell / TEXELS_A_CELL, frame.width / LARGEST, frame.height / LARGEST);
  return { width: Math.max(1, Math.ceil(frame.width / texel)), height: Math.max(1, Math.ceil(frame.height / texel)) };
}

/** How far a softened edge reaches to each side, in texels, and how much each neighbour adds. */
const SOFT = 1.4;
/** The same for what comes in squares, in squares: enough that a slanting edge has no steps. */
const SOFT_OF_SQUARES = 0.75;
const AROUND = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y, weight: (2 - Math.abs(x)) * (2 - Math.abs(y)) / 16 })));

/** Draws into masks of one size: first hard, then softened, then over what is there or instead of it. */
export class MaskBrush {
  /** @param {import("../stage.js").Stage} stage @param {Box} frame what the masks cover of the scene @param {number} cell */
  constructor(stage, frame, cell) {
    this.stage = stage;
    this.frame = frame;
    this.size = texelsOf(frame, cell);
    this.hard = this.mask();
    this.soft = this.mask();
  }

  /** A new mask, black. */
  mask() {
    const texture = RenderTexture.create({ ...this.size, resolution: 1, antialias: true });
    texture.source.scaleMode = "linear";
    this.#render(new Container(), texture, true);
    return texture;
  }

  /**
   * @param {RenderTexture} mask
   * @param {Container[]} drawn in pixels of the scene; destroyed afterwards
   * @param {"anew" | "more"} how
   * @param {number} [square] the side of the squares that it is made of, if it is
   */
  draw(mask, drawn, how, square = 0) {
    const { frame, size } = this;
    const soft = Math.max(SOFT, (square * SOFT_OF_SQUARES * size.width) / frame.width);
    const place = new Container({ children: drawn });
    place.scale.set(size.width / frame.width, size.height / frame.height);
    place.position.set(-frame.x * place.scale.x, -frame.y * place.scale.y);
    this.#render(new Container({ children: [place] }), this.hard, true);
    const copies = AROUND.map(({ x, y, weight }) => new Sprite({ texture: this.hard, x: x * soft, y: y * soft, alpha: weight, blendMode: "add" }));
    this.#render(new Container({ children: copies }), this.soft, true);
    const blendMode = how === "more" ? "max" : "normal";
    this.#render(new Container({ children: [new Sprite({ texture: this.soft, blendMode })] }), mask, how === "anew");
  }

  destroy() {
    this.hard.destroy(true);
    this.soft.destroy(true);
  }

  /** @param {Container} container @param {RenderTexture} target @param {boolean} clear */
  #render(container, target, clear) {
    this.stage.app.renderer.render({ container, target, clear, clearColor: [0, 0, 0, 1] });
    container.destroy({ children: true });
  }
}

/** The explored mask as it comes over the line: white where something is known. @param {Explored} explored */
export async function exploredPicture(explored) {
  const answer = await fetch(explored.url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`The mask was answered with ${answer.status}.`);
  const sprite = new Sprite(Texture.from(await createImageBitmap(await answer.blob())));
  sprite.texture.source.scaleMode = "linear";
  sprite.position.set(explored.left, explored.top);
  sprite.setSize(explored.width * explored.cell, explored.height * explored.cell);
  return sprite;
}
