/**
 * What stands at a token and does not turn with it: auras under it, bars at its foot, conditions around its head, how high
 * it is. Drawn only when one of these changed.
 */
import { Container, Graphics, Sprite, Text } from "../../vendor/pixi.js";
import { EMBER, LAMP, NIGHT, PAPER, SANS, VERDIGRIS } from "../palette.js";
import { fullness, hurt } from "./bars.js";
import { conditionOf } from "./conditions.js";
import { iconOf } from "./icon_texture.js";

const MOST_BADGES = 4;
const LETTER_PX = 40;
const HALF = 0.5;
const FEW = 0.25;

export class TokenMarks {
  /** @param {import("../stage.js").Stage} stage @param {Container} token @param {Graphics} ground under the disc */
  constructor(stage, token, ground) {
    this.stage = stage;
    this.ground = ground;
    this.layer = new Container();
    token.addChild(this.layer);
    this.look = "";
  }

  /**
   * @param {any} token
   * @param {{cell: number, perUnit: number, chosen: boolean}} how `perUnit`: scene pixels to one of the scene's unit
   * @param {number} r the token's radius
   */
  update(token, { cell, perUnit, chosen }, r) {
    const bars = (token.bars ?? []).filter((/** @type {import("./bars.js").Bar} */ bar) => fullness(bar) !== null && (chosen || hurt(bar)));
    const look = JSON.stringify([r, cell, perUnit, bars, token.conditions, token.auras, token.elevation]);
    if (look === this.look) return;
    this.look = look;
    for (const child of this.layer.removeChildren()) child.destroy({ children: true });
    this.ground.clear();
    for (const aura of token.auras ?? []) this.#aura(aura, (token.size * cell) / 2 + aura.radius * perUnit);
    bars.forEach((/** @type {import("./bars.js").Bar} */ bar, /** @type {number} */ at) => this.#bar(bar, r, at));
    this.#conditions(token.conditions ?? [], r);
    if (token.elevation) this.#elevation(token.elevation, r);
    this.stage.request();
  }

  /** @param {{colour: string}} aura @param {number} radius */
  #aura({ colour }, radius) {
    this.ground.circle(0, 0, radius).fill({ color: colour, alpha: 0.1 }).stroke({ color: colour, width: 2, alpha: 0.55 });
  }

  /** @param {import("./bars.js").Bar} bar @param {number} r @param {number} at its place from below */
  #bar(bar, r, at) {
    const [width, height] = [r * 1.7, r * 0.2];
    const full = fullness(bar) ?? 0;
    const top = r * 0.86 - at * height * 1.2;
    const drawn = new Graphics().roundRect(-width / 2, top, width, height, height / 2).fill({ color: NIGHT, alpha: 0.88 });
    if (full > 0) drawn.roundRect(-width / 2 + 1, top + 1, (width - 2) * full, height - 2, height / 2).fill(full > HALF ? VERDIGRIS : full > FEW ? LAMP : EMBER);
    this.layer.addChild(drawn);
  }

  /** @param {{name: string}[]} conditions @param {number} r */
  #conditions(conditions, r) {
    const shown = conditions.length > MOST_BADGES ? conditions.slice(0, MOST_BADGES - 1) : conditions;
    const badge = r * 0.3;
    const at = (/** @type {number} */ index) => {
      const turn = -Math.PI * 0.75 + index * 0.55;
      return { x: Math.cos(turn) * r, y: Math.sin(turn) * r };
    };
    shown.forEach(({ name }, index) => {
      const disc = this.#disc(at(index), badge);
      iconOf(conditionOf(name).icon).then((texture) => {
        if (disc.destroyed || !texture) return;
        const sprite = new Sprite(texture);
        sprite.anchor.set(0.5);
        sprite.scale.set((badge * 1.35) / Math.max(texture.width, 1));
        disc.addChild(sprite);
        this.stage.request();
      });
    });
    if (conditions.length > shown.length) this.#words(`+${conditions.length - shown.length}`, this.#disc(at(shown.length), badge), badge);
  }

  /** @param {{x: number, y: number}} place @param {number} r */
  #disc({ x, y }, r) {
    const disc = new Container({ x, y });
    disc.addChild(new Graphics().circle(0, 0, r).fill({ color: NIGHT, alpha: 0.92 }).stroke({ color: PAPER, width: Math.max(1, r * 0.08), alpha: 0.7 }));
    this.layer.addChild(disc);
    return disc;
  }

  /** @param {string} words @param {Container} on @param {number} r */
  #words(words, on, r) {
    const text = new Text({ text: words, style: { fontFamily: SANS, fontWeight: "600", fontSize: LETTER_PX, fill: PAPER } });
    text.anchor.set(0.5);
    text.scale.set((r * 1.05) / LETTER_PX);
    on.addChild(text);
  }

  /** @param {number} elevation @param {number} r */
  #elevation(elevation, r) {
    const sign = new Container({ x: -r * 0.82, y: r * 0.5 });
    sign.addChild(new Graphics().roundRect(-r * 0.42, -r * 0.2, r * 0.84, r * 0.4, r * 0.2).fill({ color: NIGHT, alpha: 0.9 }));
    this.#words(`${elevation > 0 ? "↑" : "↓"}${Math.abs(elevation)}`, sign, r * 0.3);
    this.layer.addChild(sign);
  }
}
