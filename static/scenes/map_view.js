/** A placed map: its picture in tiles, turned about its centre; hidden ones pale, for the game master. */
import { Container, Graphics, Sprite } from "../vendor/pixi.js";
import { SHADE } from "./palette.js";
import { picture, release } from "./pictures.js";

const RETRY_MS = 4_000;

export class MapView {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.frame = new Graphics();
    this.tiles = new Container();
    this.container.addChild(this.frame, this.tiles);
    this.url = "";
    stage.layers.maps.addChild(this.container);
  }

  /** @param {any} map the placed map */
  update(map) {
    const { container } = this;
    container.pivot.set(map.width / 2, map.height / 2);
    container.position.set(map.x + (map.width * map.scale) / 2, map.y + (map.height * map.scale) / 2);
    container.scale.set(map.scale);
    container.angle = map.rotation ?? 0;
    container.zIndex = map.z ?? 0;
    this.tiles.alpha = (map.opacity ?? 1) * (map.hidden ? 0.45 : 1);
    this.frame.clear();
    if (!this.tiles.children.length) this.frame.rect(0, 0, map.width, map.height).fill({ color: SHADE, alpha: 0.6 });
    if (map.url !== this.url) this.#load(map);
    this.stage.request();
  }

  destroy() {
    this.container.destroy({ children: true });
    release(this.url);
    this.stage.request();
  }

  /** @param {any} map */
  async #load(map) {
    const before = this.url;
    this.url = map.url;
    try {
      const tiles = await picture(map.url, this.stage.largestTexture);
      if (this.container.destroyed || this.url !== map.url) return;
      this.tiles.removeChildren();
      for (const { texture, x, y } of tiles) {
        const sprite = new Sprite(texture);
        sprite.position.set(x, y);
        this.tiles.addChild(sprite);
      }
      this.frame.clear();
      release(before);
    } catch {
      if (this.container.destroyed || this.url !== map.url) return;
      this.url = ""; /* until it is there the dark frame shows its place */
      setTimeout(() => !this.container.destroyed && this.url === "" && this.#load(map), RETRY_MS);
    }
    this.stage.request();
  }
}
