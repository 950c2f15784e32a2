/**
 * The tiles of one map: the coarsest first, so that something is there at once, then those in view in the level that the
 * zoom asks for. Where what is known of the map changes, an old tile stays until the new one has come.
 *
 * @typedef {import("../../base/geometry.js").Box} Box
 * @typedef {import("./pyramid.js").Place} Place
 * @typedef {{place: Place, box: Box, tile: import("./tile_store.js").Tile | null, sprite: Sprite | null, stale: boolean,
 *   asked: boolean}} Held
 */
import { Container, Sprite } from "../../vendor/pixi.js";
import { boxOfTile, inMap, levelFor, nameOf, tilesIn, touch, widened } from "./pyramid.js";
import { TileStore } from "./tile_store.js";

const FADE_MS = 120;
/** So much of the view is loaded beyond each edge: panning a little finds it there. */
const MARGIN = 0.25;

const store = new TileStore();

export class Tiles {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container({ sortableChildren: true });
    /** @type {any} the placed map */
    this.map = null;
    /** @type {Map<string, Held>} */
    this.held = new Map();
    /** @type {Set<string>} */
    this.wanted = new Set();
    this.level = 0;
  }

  /** Whether something of the map is there to be seen. */
  get painted() {
    return [...this.held.values()].some(({ tile }) => tile !== null);
  }

  /** @param {any} map with `tiles` @param {Box} view what is seen of the scene @param {number} zoom screen pixels for one of the scene */
  update(map, view, zoom) {
    if (this.map && `${this.map.tiles.url}|${this.map.tiles.version}` !== `${map.tiles.url}|${map.tiles.version}`) this.refresh("all");
    this.map = map;
    const { levels } = map.tiles;
    this.level = levelFor(levels, zoom * map.scale * this.stage.app.renderer.resolution);
    const near = inMap(map, widened(view, Math.max(view.width, view.height) * MARGIN));
    const places = tilesIn(this.pyramid, this.level, near);
    const coarsest = tilesIn(this.pyramid, levels - 1, { x: 0, y: 0, width: map.width, height: map.height });
    this.inView = inMap(map, view);
    this.wanted = new Set([...coarsest, ...places].map(nameOf));
    for (const place of [...coarsest, ...places]) this.#want(place);
    this.#show();
  }

  /** @param {Box[] | "all"} boxes of the scene where something else is known now */
  refresh(boxes) {
    if (!this.map) return;
    const changed = boxes === "all" ? null : boxes.map((box) => widened(inMap(this.map, box), 1));
    for (const [name, held] of this.held) {
      if (changed && !changed.some((box) => touch(box, held.box))) continue;
      held.stale = true;
      if (!this.wanted.has(name)) this.#forget(name);
      else this.#want(held.place);
    }
  }

  destroy() {
    this.wanted = new Set();
    for (const name of [...this.held.keys()]) this.#forget(name);
    this.container.destroy({ children: true });
  }

  get pyramid() {
    return { width: this.map.width, height: this.map.height, size: this.map.tiles.size, levels: this.map.tiles.levels };
  }

  /** @param {Place} place */
  #want(place) {
    const name = nameOf(place);
    const held = this.held.get(name) ?? { place, box: boxOfTile(this.pyramid, place), tile: null, sprite: null, stale: true, asked: false };
    this.held.set(name, held);
    if (held.tile) store.touch(held.tile);
    if (!held.stale || held.asked) return;
    held.asked = true;
    held.stale = false;
    const { url, version } = this.map.tiles;
    const address = url.replace("{z}", place.z).replace("{x}", place.x).replace("{y}", place.y);
    store.fetch({ url: `${address}?v=${version}`, urgency: () => this.#urgency(name), done: (tile) => this.#arrived(name, held, tile) });
  }

  /** The coarsest at once, then what is in view, the middle first, then what is near. @param {string} name */
  #urgency(name) {
    const held = this.held.get(name);
    if (!held || !this.wanted.has(name) || this.container.destroyed) return -1;
    if (held.place.z === this.map.tiles.levels - 1) return 4;
    const middle = this.inView ?? held.box;
    const away = Math.hypot(held.box.x + held.box.width / 2 - middle.x - middle.width / 2, held.box.y + held.box.height / 2 - middle.y - middle.height / 2);
    return (touch(middle, held.box) ? 2 : 0) + 1 / (1 + away / 1000);
  }

  /** @param {string} name @param {Held} held @param {import("./tile_store.js").Tile | null} tile */
  #arrived(name, held, tile) {
    held.asked = false;
    if (this.container.destroyed || this.held.get(name) !== held) {
      tile?.texture?.destroy(true);
      return;
    }
    if (!tile) {
      held.stale = true;
      if (this.wanted.has(name)) this.#want(held.place);
      else if (!held.tile) this.held.delete(name);
      return;
    }
    const fresh = held.tile === null;
    if (held.tile) store.drop(held.tile);
    held.tile = tile;
    this.#draw(held, fresh);
    store.keep(tile, () => {
      if (this.wanted.has(name)) return false;
      this.#release(name);
      return true;
    });
    if (held.stale && this.wanted.has(name)) this.#want(held.place); /* it has changed again meanwhile */
    this.#show();
  }

  /** @param {Held} held @param {boolean} fresh nothing was shown in its place */
  #draw(held, fresh) {
    const { texture } = held.tile ?? {};
    if (!texture) {
      held.sprite?.destroy();
      held.sprite = null;
      return;
    }
    if (held.sprite) held.sprite.texture = texture;
    else held.sprite = this.container.addChild(new Sprite(texture));
    const { sprite, box } = held;
    sprite.position.set(box.x, box.y);
    sprite.setSize(box.width, box.height);
    sprite.zIndex = -held.place.z;
    if (!fresh) return;
    sprite.alpha = 0;
    let shown = 0;
    this.stage.animate((elapsed) => {
      if (sprite.destroyed) return false;
      shown += elapsed;
      sprite.alpha = Math.min(1, shown / FADE_MS);
      if (shown >= FADE_MS) this.#show();
      return shown < FADE_MS;
    });
  }

  /** Other levels are shown through the holes of this one only, so that a translucent map is not drawn twice. */
  #show() {
    let whole = true;
    for (const name of this.wanted) {
      const held = this.held.get(name);
      if (held?.place.z !== this.level || (this.inView && !touch(held.box, this.inView))) continue;
      if (!held.tile || (held.sprite && held.sprite.alpha < 1)) whole = false;
    }
    for (const { sprite, place } of this.held.values()) if (sprite) sprite.visible = place.z === this.level || !whole;
    this.stage.request();
  }

  /** @param {string} name */
  #forget(name) {
    const tile = this.held.get(name)?.tile;
    this.#release(name);
    if (tile) store.drop(tile);
  }

  /** @param {string} name */
  #release(name) {
    this.held.get(name)?.sprite?.destroy();
    this.held.delete(name);
  }
}
