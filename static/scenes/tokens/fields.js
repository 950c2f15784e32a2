/** Fields that the panels of tokens and characters share. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

const SIZES = /** @type {const} */ ([[0.5, t("tiny")], [1, t("medium")], [2, t("large")], [3, t("huge")], [4, t("gargantuan")]]);

/** @param {string} disposition */
export const dispositionName = (disposition) => ({ ally: t("ally"), enemy: t("enemy") }[disposition] ?? t("neutral"));

/** A part of a panel that can be folded. @param {{title: string, icon: string, open?: boolean, note?: string, children: any}} props */
export function Fold({ title, icon, open = false, note = "", children }) {
  return html`<details class="fold token-fold" open=${open}><summary><${Icon} name=${icon} /><span class="grow">${title}</span>${note && html`<span class="small quiet">${note}</span>`}</summary>
    <div class="stack-s token-fold-body">${children}</div></details>`;
}

/** @param {{label: string, value: number | null | undefined, onChange: (value: number) => void, min?: number, max?: number, step?: number | "any"}} props */
export function NumberField({ label, value, onChange, min, max, step = "any" }) {
  return html`<label class="field">${label}<input type="number" inputmode="decimal" value=${value ?? ""} min=${min} max=${max} step=${step}
    onChange=${(/** @type {any} */ event) => (event.target.checkValidity() && Number.isFinite(event.target.valueAsNumber) ? onChange(event.target.valueAsNumber) : (event.target.value = value ?? ""))} /></label>`;
}

/** @param {{label: string, checked: boolean, onChange: (checked: boolean) => void}} props */
export function Check({ label, checked, onChange }) {
  return html`<label class="check"><input type="checkbox" checked=${checked} onChange=${(/** @type {any} */ event) => onChange(event.target.checked)} />${label}</label>`;
}

/** @param {{value: string, onChange: (value: string) => void}} props */
export function Disposition({ value, onChange }) {
  return html`<div class="field"><span class="label">${t("Disposition")}</span><div class="segmented" role="group" aria-label=${t("Disposition")}>${["neutral", "ally", "enemy"].map((one) => html`
    <button type="button" aria-pressed=${value === one} onClick=${() => onChange(one)}><i class=${`disc disc-${one}`} />${dispositionName(one)}</button>`)}</div></div>`;
}

/** @param {{value: number, onChange: (value: number) => void}} props */
export function Size({ value, onChange }) {
  const known = SIZES.some(([size]) => size === value);
  return html`<label class="field">${t("Size in cells")}<select value=${value} onChange=${(/** @type {any} */ event) => onChange(Number(event.target.value))}>
    ${SIZES.map(([size, name]) => html`<option value=${size}>${size} · ${name}</option>`)}${!known && html`<option value=${value}>${value}</option>`}</select></label>`;
}

/** To whom a bar or an aura is shown. @param {{value: string, onChange: (value: string) => void}} props */
export function Shown({ value, onChange }) {
  return html`<select class="shown-to" aria-label=${t("Who sees it")} value=${value} onChange=${(/** @type {any} */ event) => onChange(event.target.value)}>
    <option value="none">${t("only those who lead")}</option><option value="owners">${t("its owners")}</option><option value="all">${t("everybody")}</option></select>`;
}
