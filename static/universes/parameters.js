/**
 * A list of parameters with their units, ranges and defaults: a slider and a number for each, a choice where there are
 * words to choose from. What is set is sent when it is let go; what others set comes by itself.
 *
 * @typedef {{name: string, words: string, help: string, unit: string, least: number | null, most: number | null, choices: string[], default: any, optional: boolean, whole: boolean}} Row
 */
import { html, useRef, useState } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { language } from "../base/times.js";
import { Icon, IconButton } from "../base/parts.js";

/**
 * @param {{rows: Row[], values: {[name: string]: any}, may: boolean, onSet: (name: string, value: any) => void, onReset: (name: string) => void, choiceWords?: (name: string, choice: string) => string, mark?: (name: string) => string,
 *   differs?: (row: Row) => boolean, resetWords?: (name: string, value: string) => string}} props
 *   `mark` who was last at one; `differs` whether it can be set back, and `resetWords` to what
 */
export function ParameterList({ rows, values, may, onSet, onReset, choiceWords = (_, choice) => choice, mark = () => "", differs = (row) => !same(values[row.name], row.default), resetWords = asUsual }) {
  return html`<ul class="parameters">${rows.map((row) => html`<li key=${row.name} class="parameter" data-parameter=${row.name}>
    ${row.choices.length ? html`<${Choice} row=${row} value=${values[row.name]} may=${may} onSet=${onSet} words=${choiceWords} mark=${mark(row.name)} />` : html`<${Amount} row=${row} value=${values[row.name]} may=${may} onSet=${onSet} mark=${mark(row.name)} />`}
    ${may && differs(row) && html`<${IconButton} icon="rotate-ccw" class="btn-s parameter-reset" label=${resetWords(row.words, row.choices.length ? choiceWords(row.name, row.default) : shown(row, row.default))} onClick=${() => onReset(row.name)} />`}
  </li>`)}</ul>`;
}

/** @param {any} props */
function Choice({ row, value, may, onSet, words, mark }) {
  return html`<label class="parameter-choice"><span>${row.words}${mark && html`<small class="parameter-mark">${mark}</small>`}</span>
    <select disabled=${!may} title=${row.help} value=${value} onChange=${(/** @type {any} */ event) => onSet(row.name, event.target.value)}>
      ${row.choices.map((/** @type {string} */ choice) => html`<option key=${choice} value=${choice}>${words(row.name, choice)}</option>`)}</select></label>`;
}

/** @param {any} props */
function Amount({ row, value, may, onSet, mark }) {
  const [typing, type] = useState(/** @type {null | {text: string, wrong: string}} */ (null));
  const wrong = typing?.wrong ?? "";
  const [held, hold] = useState(/** @type {number | null} */ (null));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const off = value === null;
  const now = held ?? value ?? row.least;
  const { least, most } = row;
  const curved = most / Math.max(least, 1e-9) > 1000 && most - least > 100;
  const let_go = (/** @type {number} */ next) => {
    hold(null);
    type(null);
    if (Number.isFinite(next) && next !== value) onSet(row.name, bounded(row, next));
  };
  const typed = (/** @type {any} */ event) => {
    const problem = problemOf(row, event.target.valueAsNumber);
    if (problem) type({ text: event.target.value, wrong: problem });
    else let_go(event.target.valueAsNumber);
  };
  const label = row.unit ? t("{name} in {unit}", { name: row.words, unit: row.unit }) : row.words;
  return html`<div class="parameter-amount" title=${row.help}>
    <div class="row-s nowrap"><span class="grow">${row.optional && html`<input type="checkbox" class="parameter-switch" disabled=${!may} checked=${!off} aria-label=${t("{name}: on", { name: row.words })} onChange=${(/** @type {any} */ event) => onSet(row.name, event.target.checked ? usual(row) : null)} />`}${row.words}</span>
      <input ref=${field} class="parameter-number" type="number" inputmode="decimal" disabled=${!may || off} min=${least} max=${most} step="any" aria-label=${label} value=${typing ? typing.text : off ? "" : tidy(now)} aria-invalid=${wrong !== ""}
        onChange=${typed} onKeyDown=${(/** @type {any} */ event) => { if (event.key === "Escape" && wrong) { event.stopPropagation(); type(null); } }} /><span class="parameter-unit small quiet">${row.unit}</span></div>
    <input type="range" disabled=${!may || off} min="0" max="1000" step="1" aria-label=${label} aria-valuetext=${off ? t("off") : shown(row, now)} value=${placeOf(row, now, curved)}
      onInput=${(/** @type {any} */ event) => hold(valueAt(row, Number(event.target.value), curved))} onChange=${(/** @type {any} */ event) => let_go(valueAt(row, Number(event.target.value), curved))} />
    ${wrong ? html`<p class="small error-text" role="alert">${wrong}</p>` : html`<p class="parameter-range small quiet"><span>${rangeWords(row)}</span><span class="truncate">${mark}</span></p>`}
  </div>`;
}

const asUsual = (/** @type {string} */ name, /** @type {string} */ value) => t("{name} as usual: {value}", { name, value });
/** @param {Row} row */
const usual = (row) => row.default ?? { fluid_density: 1000, viscosity: 0.001 }[row.name] ?? row.most;
/** @param {Row} row @param {any} value */
export const shown = (row, value) => (value === null ? t("off") : typeof value === "number" ? `${tidy(value)} ${row.unit}`.trim() : String(value));
/** @param {any} a @param {any} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Four digits that count; nobody reads more of a slider. @param {number} value */
export function tidy(value) {
  return value === 0 ? 0 : Number(value.toPrecision(4));
}

/** @param {Row} row */
export const rangeWords = ({ least, most }) => `${tidy(least ?? 0).toLocaleString(language())} – ${tidy(most ?? 0).toLocaleString(language())}`;

/** Why a number cannot be set; "" if it can. @param {Row} row @param {number} value */
export function problemOf(row, value) {
  if (!Number.isFinite(value)) return t("A number is needed here.");
  if (value < (row.least ?? -Infinity) || value > (row.most ?? Infinity)) return t("From {least} to {most} {unit} is possible.", { least: tidy(row.least ?? 0), most: tidy(row.most ?? 0), unit: row.unit }).replace(" .", ".").replace("  ", " ");
  return "";
}

/** @param {any} row @param {number} value */
function bounded({ least, most, whole }, value) {
  const held = Math.min(Math.max(value, least), most);
  return whole ? Math.round(held) : held;
}

/** The slider's place, 0 to 1000; wide ranges are finer at their lower end. @param {any} row @param {number} value @param {boolean} curved */
export function placeOf({ least, most }, value, curved) {
  const part = (value - least) / (most - least);
  return Math.round(1000 * (curved ? Math.cbrt(part) : part));
}

/** @param {any} row @param {number} place @param {boolean} curved */
export function valueAt(row, place, curved) {
  const part = place / 1000;
  return bounded(row, tidy(row.least + (curved ? part ** 3 : part) * (row.most - row.least)));
}

/** Values that belong together, taken over at once. @param {{presets: {name: string, words: string}[], may: boolean, current?: string, onTake: (name: string) => void}} props */
export function Presets({ presets, may, current = "", onTake }) {
  return html`<div class="preset-row" role="group" aria-label=${t("Presets")}>${presets.map((one) => html`
    <button key=${one.name} type="button" class="btn btn-s" disabled=${!may} aria-pressed=${one.name === current} onClick=${() => onTake(one.name)}>${one.words}</button>`)}</div>`;
}

/** @param {{may: boolean, room: import("../rooms/store.js").Room, what: string, onReset: () => void, words?: string}} props */
export function ResetAll({ may, room, what, onReset, words = t("All as usual") }) {
  if (!may) return null;
  const ask = async () => {
    if (await room.confirm(what, t("Set back"), t("Undo brings the present values back."))) onReset();
  };
  return html`<button type="button" class="btn btn-s btn-quiet" onClick=${ask}><${Icon} name="rotate-ccw" />${words}</button>`;
}
