/**
 * Fetches tiles and keeps their textures: at most six on their way at once, the most urgent first, and no more bytes of
 * textures than a device can spare; those not shown for the longest time go first.
 */
import { Texture } from "../../vendor/pixi.js";

const AT_ONCE = 6;
const BYTES = 192 * 1024 * 1024;
const BYTES_OF_A_PHONE = 80 * 1024 * 1024;
const RETRY_MS = 2_000;
const PHONE = "(max-width: 700px)";

/**
 * @typedef {{texture: Texture | null, bytes: number, used: number}} Tile `texture` null: nothing of it is known
 * @typedef {{url: string, urgency: () => number, done: (tile: Tile | null) => void}} Wish urgency below 0: not wanted any
 *   more; `done` gets null when it was given up
 */

export class TileStore {
  constructor() {
    this.most = globalThis.matchMedia?.(PHONE).matches ? BYTES_OF_A_PHONE : BYTES;
    /** @type {Wish[]} */
    this.wishes = [];
    this.running = 0;
    this.bytes = 0;
    this.clock = 0;
    /** @type {Map<Tile, () => boolean>} each with how to ask its owner to let it go (false: it is shown) */
    this.kept = new Map();
  }

  /** @param {Wish} wish */
  fetch(wish) {
    this.wishes.push(wish);
    this.#next();
  }

  /** It is shown now. @param {Tile} tile */
  touch(tile) {
    tile.used = this.clock += 1;
  }

  /** @param {Tile} tile @param {() => boolean} letGo */
  keep(tile, letGo) {
    this.kept.set(tile, letGo);
    this.bytes += tile.bytes;
    this.touch(tile);
    if (this.bytes > this.most) this.#shrink();
  }

  /** @param {Tile} tile */
  drop(tile) {
    if (this.kept.delete(tile)) this.bytes -= tile.bytes;
    tile.texture?.destroy(true);
  }

  #shrink() {
    const oldest = [...this.kept].sort(([a], [b]) => a.used - b.used);
    for (const [tile, letGo] of oldest) {
      if (this.bytes <= this.most) return;
      if (letGo()) this.drop(tile);
    }
  }

  #next() {
    while (this.running < AT_ONCE && this.wishes.length) {
      const rated = this.wishes.map((wish) => ({ wish, urgency: wish.urgency() }));
      for (const { wish, urgency } of rated) if (urgency < 0) wish.done(null);
      const wanted = rated.filter(({ urgency }) => urgency >= 0).sort((a, b) => b.urgency - a.urgency);
      const first = wanted.shift();
      this.wishes = wanted.map(({ wish }) => wish);
      if (first) this.#run(first.wish);
    }
  }

  /** @param {Wish} wish */
  async #run(wish) {
    this.running += 1;
    try {
      wish.done(await load(wish.url));
    } catch {
      setTimeout(() => wish.done(null), RETRY_MS); /* whoever still wants it asks again */
    } finally {
      this.running -= 1;
      this.#next();
    }
  }
}

/** @param {string} url @returns {Promise<Tile>} */
async function load(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (answer.status === 204) return { texture: null, bytes: 0, used: 0 };
  if (!answer.ok) throw new Error(`A tile was answered with ${answer.status}.`);
  const picture = await createImageBitmap(await answer.blob(), { premultiplyAlpha: "premultiply" });
  const texture = Texture.from(picture);
  texture.source.scaleMode = "linear";
  return { texture, bytes: picture.width * picture.height * 4, used: 0 };
}
