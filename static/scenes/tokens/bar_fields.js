/** Bars: their numbers for who may change them, what they are called and who sees them for those who lead. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { barWords, fullness, written } from "./bars.js";
import { NumberField, Shown } from "./fields.js";

const MOST = 3;
const HALF = 0.5;
const FEW = 0.25;

/** One bar to count: write "-5", "+3" or a number. @param {{scene: import("../model.js").Scene, token: any, bar: import("./bars.js").Bar, changes: boolean}} props */
export function BarCount({ scene, token, bar, changes }) {
  const full = fullness(bar);
  const count = (/** @type {any} */ event) => {
    const amount = written(event.target.value);
    event.target.value = "";
    if (amount) scene.room.send("token.bar", { token: token.id, bar: bar.name, ...amount });
  };
  const by = (/** @type {number} */ change) => scene.room.send("token.bar", { token: token.id, bar: bar.name, change });
  return html`<div class="bar-count">
    <div class="row-s nowrap"><strong class="grow truncate">${bar.name}</strong><span class="bar-number">${barWords(bar)}</span></div>
    ${full !== null && html`<span class=${`bar-line ${full > HALF ? "" : full > FEW ? "bar-low" : "bar-least"}`} style=${{ "--full": full }} aria-hidden="true"></span>`}
    ${changes && html`<div class="row-s nowrap">
      <${IconButton} icon="minus" label=${t("{bar}: one less", { bar: bar.name })} onClick=${() => by(-1)} />
      <input class="grow" inputmode="text" maxlength="10" placeholder=${t("-5, +3 or 12")} aria-label=${t("Change {bar}", { bar: bar.name })} onChange=${count} />
      <${IconButton} icon="plus" label=${t("{bar}: one more", { bar: bar.name })} onClick=${() => by(1)} /></div>`}
  </div>`;
}

/** @param {{bars: import("./bars.js").Bar[], onChange: (bars: any[]) => void, attributes?: string[]}} props `attributes`: names that a bar may show instead */
export function BarList({ bars, onChange, attributes = [] }) {
  const change = (/** @type {number} */ at, /** @type {object} */ fields) => onChange(bars.map((bar, index) => (index === at ? { ...bar, ...fields } : bar)));
  const names = (/** @type {string | null | undefined} */ value) => [...new Set([...attributes, ...(value ? [value] : [])])];
  const link = (/** @type {number} */ at, /** @type {"attribute" | "max_attribute"} */ field, /** @type {string} */ label) => html`<label class="field">${label}<select value=${bars[at][field] ?? ""} onChange=${(/** @type {any} */ event) => change(at, { [field]: event.target.value || null })}>
    <option value="">${t("its own number")}</option>${names(bars[at][field]).map((name) => html`<option value=${name}>${name}</option>`)}</select></label>`;
  return html`${bars.map((bar, at) => html`<fieldset key=${at} class="stack-s part"><legend class="visually-hidden">${bar.name}</legend>
      <div class="row-s nowrap"><input class="grow" maxlength="40" aria-label=${t("Name of the bar")} value=${bar.name} onChange=${(/** @type {any} */ event) => (event.target.value.trim() ? change(at, { name: event.target.value.trim() }) : (event.target.value = bar.name))} />
        <${IconButton} icon="trash-2" label=${t("Take {bar} away", { bar: bar.name })} onClick=${() => onChange(bars.filter((_, index) => index !== at))} /></div>
      <div class="form-grid">
        <${NumberField} label=${t("Now")} value=${bar.value} onChange=${(/** @type {number} */ value) => change(at, { value })} />
        <label class="field">${t("At most")}<input type="number" step="any" value=${bar.max ?? ""} onChange=${(/** @type {any} */ event) => change(at, { max: Number.isFinite(event.target.valueAsNumber) ? event.target.valueAsNumber : null })} /></label>
        ${attributes.length > 0 && html`${link(at, "attribute", t("Shows"))}${link(at, "max_attribute", t("Holds"))}`}
      </div>
      <${Shown} value=${bar.show ?? "none"} onChange=${(/** @type {string} */ show) => change(at, { show })} /></fieldset>`)}
    ${bars.length < MOST && html`<button type="button" class="btn btn-s" onClick=${() => onChange([...bars, fresh(bars.length, attributes)])}><${Icon} name="plus" />${t("Add a bar")}</button>`}`;
}

/** @param {number} count @param {string[]} attributes */
function fresh(count, attributes) {
  const linked = count === 0 && attributes.includes("hp") ? { attribute: "hp", max_attribute: attributes.includes("hp_max") ? "hp_max" : null } : {};
  return { name: count === 0 ? t("HP") : t("Bar {number}", { number: count + 1 }), value: 10, max: 10, show: "owners", ...linked };
}
