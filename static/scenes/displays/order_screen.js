/** The order of the fight on a screen of its own, read from across the room. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Conditions, Pips } from "../encounter/parts.js";

/** So many fit at a size that is read from afar; whose turn it is stays among them. */
const MOST = 11;

/** @param {{scene: import("../model.js").Scene}} props */
export function OrderScreen({ scene }) {
  const { fight } = scene;
  const encounter = fight.encounter.value;
  if (!encounter) return html`<section class="order-screen"><h2>${scene.room.name.value}</h2><p class="quiet">${t("No fight")}</p></section>`;
  const line = fight.line.value;
  const at = Math.max(0, line.findIndex((/** @type {any} */ one) => one.id === encounter.turn));
  const from = line.length <= MOST ? 0 : Math.min(Math.max(0, at - 2), line.length - MOST);
  return html`<section class="order-screen" aria-label=${t("Initiative")}>
    <h2>${encounter.round ? t("Round {round}", { round: encounter.round }) : t("Initiative")}</h2>
    <ol>${line.slice(from, from + MOST).map((/** @type {any} */ one) => html`<li key=${one.id} class=${one.killed ? "fighter-killed" : ""} aria-current=${one.id === encounter.turn}>
      <span class="fight-initiative">${one.initiative === null ? "–" : Math.round(one.initiative * 100) / 100}</span>
      <span class="grow">${fight.nameOf(one)}</span><${Conditions} conditions=${one.conditions} /><${Pips} pips=${one.pips} /></li>`)}</ol>
  </section>`;
}
