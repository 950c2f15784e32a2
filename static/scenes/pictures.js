/**
 * Pictures as textures, each address loaded once. A picture larger than the graphics card takes is cut into tiles.
 * Pixi's own loader is not used: it starts workers from blob addresses, which the content security policy refuses.
 */
import { Texture } from "../vendor/pixi.js";

/** @typedef {{texture: Texture, x: number, y: number}} Tile */

/** The longest side of a token's picture: at most a few cells wide, and a table may have hundreds. */
const TOKEN_PX = 640;
const OF_TOKEN = /\/tokens\/[^?]+\?v=(\w+)/;

/** Pasted tokens have addresses of their own and one picture: its version names it. @param {string} url */
const keyOf = (url) => OF_TOKEN.exec(url)?.[1] ?? url;

/** @type {Map<string, {tiles: Promise<Tile[]>, users: number}>} */
const loaded = new Map();

/**
 * Whoever shows a picture says `release` when it does not any more.
 * @param {string} url
 * @param {number} largest the longest side a texture may have
 * @returns {Promise<Tile[]>} the tiles with their place in the picture; rejects when the picture cannot be loaded
 */
export function picture(url, largest) {
  const key = keyOf(url);
  let known = loaded.get(key);
  if (!known) {
    known = { tiles: load(url, largest), users: 0 };
    loaded.set(key, known);
    known.tiles.catch(() => loaded.delete(key));
  }
  known.users += 1;
  return known.tiles;
}

/** A large map takes hundreds of megabytes of the graphics card: what nobody shows goes. @param {string | null} url */
export function release(url) {
  const known = url ? loaded.get(keyOf(url)) : undefined;
  if (!url || !known || (known.users -= 1) > 0) return;
  loaded.delete(keyOf(url));
  known.tiles.then((tiles) => tiles.forEach(({ texture }) => texture.destroy(true)), () => undefined);
}

/** @param {string} url @param {number} largest */
async function load(url, largest) {
  const image = new Image();
  image.decoding = "async";
  image.src = url;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  if (OF_TOKEN.test(url) && Math.max(width, height) > TOKEN_PX) {
    const scale = TOKEN_PX / Math.max(width, height);
    const small = await createImageBitmap(image, { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale), resizeQuality: "high" });
    return [{ texture: smooth(Texture.from(small)), x: 0, y: 0 }];
  }
  if (width <= largest && height <= largest) return [{ texture: smooth(Texture.from(image)), x: 0, y: 0 }];
  const tiles = [];
  for (let y = 0; y < height; y += largest) {
    for (let x = 0; x < width; x += largest) {
      const part = await createImageBitmap(image, x, y, Math.min(largest, width - x), Math.min(largest, height - y));
      tiles.push({ texture: smooth(Texture.from(part)), x, y });
    }
  }
  return tiles;
}

/** Mipmaps keep a large map from shimmering when it is seen from afar. @param {Texture} texture */
function smooth(texture) {
  texture.source.autoGenerateMipmaps = true;
  texture.source.scaleMode = "linear";
  texture.source.updateMipmaps();
  return texture;
}
