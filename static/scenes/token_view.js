/** One token: shadow, disc with picture or initial, ring by disposition, marks; it glides to where it is told to be. */
import { Container, Graphics, Sprite } from "../vendor/pixi.js";
import { LAMP } from "./palette.js";
import { drawClosedEye } from "./marks.js";
import { picture, release } from "./pictures.js";
import { TokenMarks } from "./tokens/token_marks.js";
import { coloursOf, discOf, LETTER_PX, letterOf, ringOf, scaleOf } from "./token_art.js";

const GLIDE_MS = 180;

export class TokenView {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.ground = new Graphics();
    this.halo = new Graphics();
    this.disc = new Sprite();
    this.face = new Container();
    this.ring = new Sprite();
    this.marks = new Graphics();
    this.disc.anchor.set(0.5);
    this.ring.anchor.set(0.5);
    this.container.addChild(this.ground, this.halo, this.disc, this.face, this.ring, this.marks);
    this.around = new TokenMarks(stage, this.container, this.ground);
    stage.layers.tokens.addChild(this.container);
    /** @type {any} */
    this.shown = null;
    this.target = { x: 0, y: 0 };
    /** @type {string | null} the picture shown or on its way */
    this.url = null;
    this.look = "";
    this.radius = 1;
    /** @type {object | null} the glide under way */
    this.route = null;
  }

  /**
   * @param {any} token with `mine`
   * @param {{cell: number, perUnit?: number, selected: boolean, hovered: boolean, glide: boolean}} how
   */
  update(token, how) {
    const look = `${token.size}|${token.disposition}|${token.hidden}|${token.rotation}|${token.mine}|${token.name}|${token.picture}|${how.cell}|${how.selected}|${how.hovered}`;
    if (look !== this.look) {
      this.look = look;
      this.#draw(token, how);
      this.stage.request();
    }
    this.around.update(token, { cell: how.cell, perUnit: how.perUnit ?? 0, chosen: how.selected || how.hovered }, this.radius);
    this.container.zIndex = (token.z ?? 0) + (how.selected ? 1_000_000 : 0);
    this.#place(token, how.glide && this.shown !== null);
    this.shown = token;
  }

  destroy() {
    this.container.destroy({ children: true });
    release(this.url);
    this.stage.request();
  }

  /** @param {{x: number, y: number}} token @param {boolean} glide */
  #place(token, glide) {
    if (this.target.x === token.x && this.target.y === token.y && this.shown) return;
    this.target = { x: token.x, y: token.y };
    const { position } = this.container;
    this.stage.request();
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
    const lit = Boolean(token.mine || selected);
    this.radius = r;
    this.container.alpha = token.hidden ? 0.45 : 1;
    this.halo.clear();
    if (selected) this.halo.circle(0, 0, r * 1.22).stroke({ color: LAMP, width: r * 0.14, alpha: 0.4 });
    else if (hovered) this.halo.circle(0, 0, r * 1.2).fill({ color: LAMP, alpha: 0.18 });
    this.disc.texture = discOf(this.stage, token.disposition);
    this.ring.texture = ringOf(this.stage, token.disposition, lit);
    this.disc.scale.set(scaleOf(r));
    this.ring.scale.set(scaleOf(r));
    if (token.picture) this.#picture(token);
    else this.#letter(token);
    this.marks.clear();
    if (token.rotation) this.#nose(token.rotation, r, lit ? LAMP : coloursOf(token.disposition).ring);
    if (token.hidden) drawClosedEye(this.marks, r * 0.72, r * 0.72, r * 0.34);
  }

  /** Where a turned token looks. @param {number} degrees @param {number} r @param {string} colour */
  #nose(degrees, r, colour) {
    const turn = ((degrees - 90) * Math.PI) / 180;
    const at = (/** @type {number} */ angle, /** @type {number} */ radius) => [Math.cos(angle) * radius, Math.sin(angle) * radius];
    this.marks.poly([...at(turn - 0.2, r * 1.06), ...at(turn, r * 1.28), ...at(turn + 0.2, r * 1.06)]).fill(colour);
  }

  /** @param {any} token */
  #letter(token) {
    this.#clearFace();
    release(this.url);
    this.url = null;
    this.face.angle = 0;
    const letter = new Sprite(letterOf(this.stage, [...(token.name || "?").trim()][0] ?? "?"));
    letter.anchor.set(0.5, 0.53);
    letter.scale.set((this.radius * 1.05) / LETTER_PX);
    this.face.addChild(letter);
  }

  /** @param {any} token */
  async #picture(token) {
    this.face.angle = token.rotation ?? 0;
    if (this.url === token.picture) return this.#fitPicture();
    const before = this.url;
    this.url = token.picture;
    try {
      const [{ texture }] = await picture(token.picture, this.stage.largestTexture);
      if (this.container.destroyed || this.url !== token.picture) return;
      this.#clearFace();
      release(before);
      this.sprite = new Sprite(texture);
      this.sprite.anchor.set(0.5);
      this.round = new Graphics();
      this.face.addChild(this.sprite, this.round);
      this.face.mask = this.round;
      this.#fitPicture();
    } catch {
      if (!this.container.destroyed) this.#letter(token); /* its initial is better than an empty disc */
    }
  }

  #clearFace() {
    this.face.mask = null;
    for (const child of this.face.removeChildren()) child.destroy();
  }

  #fitPicture() {
    if (!this.sprite || !this.round || this.sprite.destroyed) return;
    this.sprite.scale.set((this.radius * 2) / Math.min(this.sprite.texture.width, this.sprite.texture.height));
    this.round.clear().circle(0, 0, this.radius).fill("#ffffff");
    this.stage.request();
  }
}
