/** How somebody in a fight looks in every list of it: pips, conditions. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { conditionOf } from "../tokens/conditions.js";

const PIPS = [1, 2, 3, 4];

/** Four marks, as many lit as quarters are left; nothing for whom nothing is known. @param {{pips: number | null}} props */
export function Pips({ pips }) {
  if (pips === null || pips === undefined) return null;
  return html`<span class=${`pips pips-${pips}`} role="img" aria-label=${t("{count} of 4", { count: pips })}>${PIPS.map((pip) => html`<i class=${pip <= pips ? "pip pip-lit" : "pip"} />`)}</span>`;
}

/** @param {{conditions: {name: string, rounds: number | null}[], onLift?: (name: string) => void}} props */
export function Conditions({ conditions, onLift }) {
  if (!conditions.length) return null;
  return html`<span class="row-s fight-conditions">${conditions.map(({ name, rounds }) => {
    const words = html`${conditionOf(name).word}${rounds !== null && html` <small>${rounds}</small>`}`;
    return onLift
      ? html`<button type="button" key=${name} class="badge" title=${t("Lift {condition}", { condition: conditionOf(name).word })} onClick=${() => onLift(name)}>${words}</button>`
      : html`<span key=${name} class="badge">${words}</span>`;
  })}</span>`;
}
