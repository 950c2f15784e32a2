/**
 * All tokens of a scene as they are drawn. Of five hundred, four move while somebody drags: only whose token, rights or
 * state of choice is another object than at the last look is drawn anew.
 */
import { TokenView } from "./token_view.js";
import { known } from "./tokens/known.js";

/** @typedef {{cell: number, perUnit: number, selection: Set<string>, hovered: string | null, carried: Map<string, any>, controls: {[id: string]: any}}} How */
/** @typedef {{view: TokenView, token: any, control: any, selected: boolean, hovered: boolean}} Drawn */

export class TokenViews {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {Map<string, Drawn>} */
    this.drawn = new Map();
    this.scale = "";
  }

  /**
   * @param {any[]} tokens
   * @param {How} how `controls`: what the server tells owners, by token; empty where the tokens themselves say it
   */
  update(tokens, how) {
    const scale = `${how.cell}|${how.perUnit}`;
    const anew = scale !== this.scale;
    this.scale = scale;
    let kept = 0;
    for (const token of tokens) {
      const before = this.drawn.get(token.id);
      const control = how.controls[token.id];
      const selected = how.selection.has(token.id);
      const hovered = token.id === how.hovered;
      if (before) kept += 1;
      if (before && !anew && before.token === token && before.control === control && before.selected === selected && before.hovered === hovered) continue;
      const view = before?.view ?? new TokenView(this.stage);
      view.update(known(token, control), { cell: how.cell, perUnit: how.perUnit, selected, hovered, glide: !how.carried.has(token.id) });
      this.drawn.set(token.id, { view, token, control, selected, hovered });
      if (!before) kept += 1;
    }
    if (kept < this.drawn.size) this.#forget(new Set(tokens.map((token) => token.id)));
  }

  /** @param {Set<string>} there */
  #forget(there) {
    for (const [id, { view }] of this.drawn) {
      if (there.has(id)) continue;
      view.destroy();
      this.drawn.delete(id);
    }
  }
}
