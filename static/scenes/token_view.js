/** One token: shadow, disc with picture or initial, ring by disposition, marks; it glides to where it is told to be. */
import { Container, Graphics, Sprite, Text } from "../vendor/pixi.js";
import { DISPOSITIONS, LAMP, NIGHT, SERIF, SHADE } from "./palette.js";
import { drawClosedEye, drawDisposition } from "./marks.js";
import { picture } from "./pictures.js";

const GLIDE_MS = 180;
/** Letters are drawn this large and scaled down, so they stay sharp when one zooms in. */
const LETTER_PX = 96;

export class TokenView {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.under = new Graphics();
    this.face = new Container();
    this.over = new Graphics();
    this.container.addChild(this.under, this.face, this.over);
    stage.layers.tokens.addChild(this.container);
    /** @type {any} */
    this.shown = null;
    this.target = { x: 0, y: 0 };
    this.url = null;
  }

  /**
   * @param {any} token with `mine`
   * @param {{cell: number, selected: boolean, hovered: boolean, glide: boolean}} how
   */
  update(token, how) {
    const look = [token.size, token.disposition, token.hidden, token.rotation, token.mine, token.name, token.picture, how.cell, how.selected, how.hovered].join("|");
    if (look !== this.look) {
      this.look = look;
      this.#draw(token, how);
    }
    this.container.zIndex = (token.z ?? 0) + (how.selected ? 100_000 : 0);
    this.#place(token, how.glide && this.shown !== null);
    this.shown = token;
    this.stage.request();
  }

  destroy() {
    this.container.destroy({ children: true });
    this.stage.request();
  }

  /** @param {{x: number, y: number}} token @param {boolean} glide */
  #place(token, glide) {
    if (this.target.x === token.x && this.target.y === token.y && this.shown) return;
    this.target = { x: token.x, y: token.y };
    const { position } = this.container;
    if (!glide) {
      this.route = null;
      position.set(token.x, token.y);
      return;
    }
    const route = { x: position.x, y: position.y, done: 0 };
    this.route = route;
    this.stage.animate((elapsed) => {
      if (this.route !== route || this.container.destroyed) return false;
      route.done = Math.min(1, route.done + elapsed / GLIDE_MS);
      const eased = 1 - (1 - route.done) ** 3;
      position.set(route.x + (this.target.x - route.x) * eased, route.y + (this.target.y - route.y) * eased);
      return route.done < 1;
    });
  }

  /** @param {any} token @param {any} how */
  #draw(token, { cell, selected, hovered }) {
    const r = (Math.max(token.size, 0.25) * cell * 0.9) / 2;
    const colours = DISPOSITIONS[/** @type {keyof typeof DISPOSITIONS} */ (token.disposition)] ?? DISPOSITIONS.neutral;
    const ring = token.mine || selected ? LAMP : colours.ring;
    this.container.alpha = token.hidden ? 0.45 : 1;
    this.under.clear();
    if (selected) this.under.circle(0, 0, r * 1.2).stroke({ color: LAMP, width: r * 0.14, alpha: 0.4 });
    else if (hovered) this.under.circle(0, 0, r * 1.18).fill({ color: LAMP, alpha: 0.16 });
    this.under.circle(0, r * 0.1, r * 1.03).fill({ color: SHADE, alpha: 0.42 });
    this.under.circle(0, 0, r).fill(colours.disc);
    this.#face(token, r);
    this.over.clear();
    this.over.circle(0, 0, r * 0.95).stroke({ color: NIGHT, width: r * 0.03, alpha: 0.5 });
    this.over.circle(0, 0, r).stroke({ color: ring, width: Math.max(2, r * 0.13) });
    drawDisposition(this.over, token.disposition, r, colours.ring);
    if (token.rotation) this.#nose(token.rotation, r, ring);
    if (token.hidden) drawClosedEye(this.over, r * 0.72, r * 0.72, r * 0.34);
  }

  /** Where a turned token looks. @param {number} degrees @param {number} r @param {string} colour */
  #nose(degrees, r, colour) {
    const turn = ((degrees - 90) * Math.PI) / 180;
    const at = (/** @type {number} */ angle, /** @type {number} */ radius) => [Math.cos(angle) * radius, Math.sin(angle) * radius];
    this.over.poly([...at(turn - 0.2, r * 1.06), ...at(turn, r * 1.28), ...at(turn + 0.2, r * 1.06)]).fill(colour);
  }

  /** @param {any} token @param {number} r */
  #face(token, r) {
    if (token.picture) return this.#picture(token, r);
    this.url = null;
    this.face.mask = null;
    this.face.removeChildren().forEach((child) => child.destroy());
    this.face.angle = 0;
    const letter = new Text({
      text: [...(token.name || "?").trim()][0] ?? "?",
      style: { fontFamily: SERIF, fontWeight: "600", fontSize: LETTER_PX, fill: NIGHT },
    });
    letter.anchor.set(0.5, 0.53);
    letter.scale.set((r * 1.05) / LETTER_PX);
    this.face.addChild(letter);
  }

  /** @param {any} token @param {number} r */
  async #picture(token, r) {
    this.radius = r;
    this.face.angle = token.rotation ?? 0;
    if (this.url === token.picture) return this.#fitPicture();
    this.url = token.picture;
    try {
      const [{ texture }] = await picture(token.picture, this.stage.largestTexture);
      if (this.container.destroyed || this.url !== token.picture) return;
      this.face.removeChildren().forEach((child) => child.destroy());
      this.sprite = new Sprite(texture);
      this.sprite.anchor.set(0.5);
      this.round = new Graphics();
      this.face.addChild(this.sprite, this.round);
      this.face.mask = this.round;
      this.#fitPicture();
    } catch {
      this.face.mask = null;
      this.#face({ ...token, picture: null }, r); /* its initial is better than an empty disc */
    }
  }

  #fitPicture() {
    if (!this.sprite || !this.round || this.sprite.destroyed) return;
    const r = this.radius ?? 1;
    this.sprite.scale.set((r * 2) / Math.min(this.sprite.texture.width, this.sprite.texture.height));
    this.round.clear().circle(0, 0, r).fill("#ffffff");
    this.stage.request();
  }
}
