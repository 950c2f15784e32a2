/** A placed map: its tiles, or its whole picture where it moves or has none; turned about its centre; hidden ones pale. */
import { Container, Graphics, Sprite } from "../vendor/pixi.js";
import { openAnimation, openVideo } from "./maps/moving.js";
import { Tiles } from "./maps/tiles.js";
import { SHADE } from "./palette.js";
import { picture, release } from "./pictures.js";

const RETRY_MS = 4_000;

export class MapView {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.frame = new Graphics();
    this.whole = new Container();
    this.container.addChild(this.frame, this.whole);
    this.url = "";
    /** @type {Tiles | null} */
    this.tiles = null;
    /** @type {import("./maps/moving.js").Moving | null} */
    this.moving = null;
    /** @type {{width: number, height: number} | null} of a picture that moves */
    this.size = null;
    /** @type {any} */
    this.map = null;
    stage.layers.maps.addChild(this.container);
  }

  /** @param {any} map the placed map */
  update(map) {
    const { container } = this;
    this.map = map;
    container.pivot.set(map.width / 2, map.height / 2);
    container.position.set(map.x + (map.width * map.scale) / 2, map.y + (map.height * map.scale) / 2);
    container.scale.set(map.scale);
    container.angle = map.rotation ?? 0;
    container.zIndex = map.z ?? 0;
    container.alpha = (map.opacity ?? 1) * (map.hidden ? 0.45 : 1);
    const cut = Boolean(map.tiles) && (map.media ?? "picture") === "picture";
    if (cut && !this.tiles) {
      this.#clear();
      this.tiles = new Tiles(this.stage);
      container.addChild(this.tiles.container);
    } else if (!cut && map.url !== this.url) this.#load(map);
    this.#showFrame();
    this.stage.request();
  }

  /** The part of the scene that is looked at. @param {import("../base/geometry.js").Box} view @param {number} zoom */
  look(view, zoom) {
    if (this.tiles && this.map?.tiles) this.tiles.update(this.map, view, zoom);
    this.#showFrame();
  }

  /** @param {import("../base/geometry.js").Box[] | "all"} boxes of the scene of which something else is known now */
  refresh(boxes) {
    this.tiles?.refresh(boxes);
  }

  destroy() {
    this.#clear();
    this.container.destroy({ children: true });
    this.stage.request();
  }

  #clear() {
    this.tiles?.destroy();
    this.tiles = null;
    this.moving?.stop();
    this.moving = null;
    for (const child of this.whole.removeChildren()) child.destroy();
    release(this.url);
    this.url = "";
  }

  /** Until there is something of the map, a dark frame shows its place. */
  #showFrame() {
    const { map } = this;
    this.frame.clear();
    if (!this.whole.children.length && !this.tiles?.painted) this.frame.rect(0, 0, map.width, map.height).fill({ color: SHADE, alpha: 0.6 });
  }

  /** @param {any} map */
  async #load(map) {
    this.tiles?.destroy();
    this.tiles = null;
    const [before, wasMoving] = [this.url, this.moving];
    this.url = map.url ?? "";
    this.moving = null;
    this.size = null;
    const here = () => !this.container.destroyed && this.url === (map.url ?? "");
    try {
      const parts = map.url ? await this.#parts(map) : [];
      if (!here()) return;
      for (const child of this.whole.removeChildren()) child.destroy();
      for (const { texture, x, y } of parts) {
        const sprite = this.whole.addChild(new Sprite(texture));
        sprite.position.set(x, y);
      }
      const { width, height } = this.size ?? map;
      this.whole.scale.set(map.width / width, map.height / height);
      wasMoving?.stop();
      release(before);
      this.#showFrame();
    } catch {
      if (!here()) return;
      this.url = "";
      setTimeout(() => !this.container.destroyed && this.url === "" && this.map === map && this.#load(map), RETRY_MS);
    }
    this.stage.request();
  }

  /** @param {any} map @returns {Promise<import("./pictures.js").Tile[]>} */
  async #parts(map) {
    if (map.media !== "video" && map.media !== "animated") return picture(map.url, this.stage.largestTexture);
    const { request } = this.stage;
    const open = map.media === "video" ? openVideo : openAnimation;
    const moving = await open({ url: map.url, request });
    if (!moving) return picture(map.url, this.stage.largestTexture);
    if (this.container.destroyed || this.url !== map.url) {
      moving.stop();
      return [];
    }
    this.moving = this.size = moving;
    return [{ texture: moving.texture, x: 0, y: 0 }];
  }
}
