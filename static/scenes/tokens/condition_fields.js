/** Conditions of a token: those it has, with their rounds; the usual ones to put on, and words of one's own. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { conditionOf, conditionWords, standard } from "./conditions.js";

/** @param {{conditions: {name: string, rounds: number | null}[]}} props */
export function ConditionChips({ conditions }) {
  return html`<ul class="condition-chips">${conditions.map((one) => html`<li key=${one.name} class="badge"><${Icon} name=${conditionOf(one.name).icon} />${conditionWords(one)}</li>`)}</ul>`;
}

/** @param {{scene: import("../model.js").Scene, token: any}} props */
export function ConditionFields({ scene, token }) {
  const own = useSignal("");
  const rounds = useSignal("");
  const has = new Map(token.conditions.map((/** @type {any} */ one) => [one.name, one]));
  const put = (/** @type {string} */ name, /** @type {boolean} */ on) => scene.room.send("token.condition", { token: token.id, name, on, ...(on && Number(rounds.value) > 0 && { rounds: Math.round(Number(rounds.value)) }) });
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (own.value.trim()) put(own.value.trim(), true);
    own.value = "";
  };
  return html`
    ${token.conditions.length > 0 && html`<ul class="list">${token.conditions.map((/** @type {any} */ one) => html`<li key=${one.name}><${Icon} name=${conditionOf(one.name).icon} /><span class="grow truncate">${conditionWords(one)}</span>
      <${IconButton} icon="x" class="btn-s" label=${t("Take {condition} away", { condition: conditionOf(one.name).word })} onClick=${() => put(one.name, false)} /></li>`)}</ul>`}
    <label class="field">${t("For how many rounds; empty: until it is taken away")}<input type="number" min="1" max="1000" value=${rounds.value} onInput=${(/** @type {any} */ event) => { rounds.value = event.target.value; }} /></label>
    <div class="condition-grid" role="group" aria-label=${t("Conditions")}>${standard().map(([name, word, icon]) => html`<button type="button" key=${name} title=${word} aria-label=${word} aria-pressed=${has.has(name)} onClick=${() => put(name, !has.has(name))}><${Icon} name=${icon} /><span>${word}</span></button>`)}</div>
    <form class="row-s nowrap" onSubmit=${add}><input class="grow" maxlength="40" placeholder=${t("In your own words")} aria-label=${t("A condition in your own words")} value=${own.value} onInput=${(/** @type {any} */ event) => { own.value = event.target.value; }} />
      <button class="btn btn-s" disabled=${!own.value.trim()}><${Icon} name="plus" />${t("Add")}</button></form>`;
}
