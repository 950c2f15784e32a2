/** The table for who does not see it: a list of tokens with where they are, and words for what changes. */
import { html } from "../vendor/ui.js";
import { wind } from "../base/geometry.js";
import { t } from "../base/i18n.js";
import { distance } from "./geometry/distance.js";
import { cellOf } from "./grid.js";

/** @param {{scene: import("./model.js").Scene, view: any, canvas: HTMLElement}} props */
export function TokenList({ scene, view, canvas }) {
  const tokens = scene.standing.value;
  const me = tokens.find((token) => token.mine) ?? null;
  const chosen = tokens.filter((token) => scene.selection.value.has(token.id));
  const choose = (/** @type {any} */ token) => {
    scene.select([token.id]);
    view.lookAt(token);
    canvas.focus();
  };
  return html`<section class="token-list" aria-label=${t("Tokens on the map")}>
    ${tokens.length === 0 ? html`<p>${t("No tokens.")}</p>` : html`<ul>${tokens.map((token) => html`<li key=${token.id}><button type="button" data-token=${token.id} onClick=${() => choose(token)}>${describe(token, me, scene.grid.value)}</button></li>`)}</ul>`}
    <p aria-live="polite">${chosen.length === 1 ? t("Selected: {token}", { token: describe(chosen[0], me, scene.grid.value) }) : ""}</p>
  </section>`;
}

/**
 * For instance "Goblin, enemy, 25 ft north-east of you".
 * @param {any} token
 * @param {any} me the viewer's own token
 * @param {import("./grid.js").Grid} grid
 */
export function describe(token, me, grid) {
  const words = [token.name || t("unnamed")];
  if (token.mine) words.push(t("yours"));
  words.push({ ally: t("ally"), enemy: t("enemy") }[/** @type {string} */ (token.disposition)] ?? t("neutral"));
  if (token.hidden) words.push(t("hidden"));
  const { col, row } = cellOf(grid, token);
  if (!me || me.id === token.id) words.push(t("column {col}, row {row}", { col: col + 1, row: row + 1 }));
  else {
    const { length } = distance(grid, me, token);
    words.push(length === 0 ? t("where you are") : t("{length} {unit} {wind} of you", { length, unit: grid.unit, wind: t(wind(me, token)) }));
  }
  return words.join(", ");
}
