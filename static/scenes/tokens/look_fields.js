/** Auras, sight and light of a token, or of what a character's tokens begin with; lengths in the scene's unit. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { presets, shineOf } from "../vision/presets.js";
import { Check, NumberField, Shown } from "./fields.js";

const MOST_AURAS = 4;
const NEW_AURA = { radius: 10, colour: "#5ec2b0", show: "all" };
const DARKVISION = [0, 60, 120];

/** @param {{auras: any[], unit: string, onChange: (auras: any[]) => void}} props */
export function AuraFields({ auras, unit, onChange }) {
  const change = (/** @type {number} */ at, /** @type {object} */ fields) => onChange(auras.map((aura, index) => (index === at ? { ...aura, ...fields } : aura)));
  return html`${auras.map((aura, at) => html`<fieldset key=${at} class="stack-s part"><legend class="visually-hidden">${t("Aura {number}", { number: at + 1 })}</legend>
      <div class="row-s nowrap"><input type="color" aria-label=${t("Colour")} value=${aura.colour} onChange=${(/** @type {any} */ event) => change(at, { colour: event.target.value })} />
        <${NumberField} label=${t("Radius, {unit}", { unit })} value=${aura.radius} min=${0} max=${10000} onChange=${(/** @type {number} */ radius) => change(at, { radius })} />
        <${IconButton} icon="trash-2" label=${t("Take the aura away")} onClick=${() => onChange(auras.filter((_, index) => index !== at))} /></div>
      <${Shown} value=${aura.show} onChange=${(/** @type {string} */ show) => change(at, { show })} /></fieldset>`)}
    ${auras.length < MOST_AURAS && html`<button type="button" class="btn btn-s" onClick=${() => onChange([...auras, NEW_AURA])}><${Icon} name="plus" />${t("Add an aura")}</button>`}`;
}

/** @param {{look: any, grid: import("../grid.js").Grid, onChange: (fields: object) => void}} props */
export function SightFields({ look, grid, onChange }) {
  const { unit } = grid;
  const number = (/** @type {string} */ field, /** @type {string} */ label, /** @type {any} */ more = {}) => html`<${NumberField} label=${label} value=${look[field]} min=${more.min ?? 0} max=${more.max ?? 10000} onChange=${(/** @type {number} */ value) => onChange({ [field]: value })} />`;
  const foot = shineOf("candle", grid).bright / 5;
  return html`<${Check} label=${t("It sees, for those whom it was given to")} checked=${Boolean(look.has_sight)} onChange=${(/** @type {boolean} */ has_sight) => onChange({ has_sight })} />
    ${look.has_sight && html`<div class="form-grid">
      <label class="field">${t("Sees as far as, {unit}", { unit })}<input type="number" min="0" step="any" placeholder=${t("no end")} value=${look.sight_range ?? ""} onChange=${(/** @type {any} */ event) => onChange({ sight_range: Number.isFinite(event.target.valueAsNumber) ? event.target.valueAsNumber : null })} /></label>
      ${number("sight_angle", t("Angle of view"), { min: 1, max: 360 })}
      <label class="field wide">${t("Darkvision, {unit}", { unit })}<div class="row-s nowrap"><div class="segmented" role="group" aria-label=${t("Darkvision")}>${DARKVISION.map((feet) => html`<button type="button" aria-pressed=${look.darkvision === feet * foot} onClick=${() => onChange({ darkvision: feet * foot })}>${feet ? feet * foot : t("none")}</button>`)}</div>
        <input type="number" min="0" step="any" aria-label=${t("Darkvision, {unit}", { unit })} value=${look.darkvision ?? 0} onChange=${(/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && onChange({ darkvision: event.target.valueAsNumber })} /></div></label></div>`}`;
}

/** @param {{look: any, grid: import("../grid.js").Grid, onChange: (fields: object) => void}} props */
export function LightFields({ look, grid, onChange }) {
  const { unit } = grid;
  const carry = (/** @type {string} */ name) => {
    if (!name) return onChange({ light_bright: 0, light_dim: 0 });
    const { bright, dim, angle, colour } = shineOf(name, grid);
    onChange({ light_bright: bright, light_dim: dim, light_angle: angle, light_colour: colour });
  };
  const number = (/** @type {string} */ field, /** @type {string} */ label, min = 0, max = 10000) => html`<${NumberField} label=${label} value=${look[field]} min=${min} max=${max} onChange=${(/** @type {number} */ value) => onChange({ [field]: value })} />`;
  const shines = look.light_bright > 0 || look.light_dim > 0;
  return html`<label class="field">${t("Carries")}<select value="" onChange=${(/** @type {any} */ event) => { carry(event.target.value === "none" ? "" : event.target.value); event.target.value = ""; }}>
      <option value="">${shines ? t("a light") : t("no light")}</option>${shines && html`<option value="none">${t("put it out")}</option>`}${presets().map(([name, label]) => html`<option value=${name}>${label}</option>`)}</select></label>
    <div class="form-grid">${number("light_bright", t("Bright, {unit}", { unit }))}${number("light_dim", t("Dim, {unit}", { unit }))}
      ${shines && html`${number("light_angle", t("Angle"), 1, 360)}<label class="field">${t("Colour")}<input type="color" value=${look.light_colour ?? "#f2b44b"} onChange=${(/** @type {any} */ event) => onChange({ light_colour: event.target.value })} /></label>`}</div>`;
}
