/** What moves what in a visualisation: one entry for each mapping, with its curve and its range. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { tidy } from "../parameters.js";

const MOST = 32;
/** @typedef {import("../parameters.js").Row[]} Rows the server's tables of music and physics; where both have one name, music's comes first */
/** Where a source usually is, so that something is seen of it. @type {Record<string, [number, number]>} */
const USUAL = {
  "audio.level": [0, 0.2], "audio.peak": [0, 0.6], "audio.brightness": [300, 4000], "audio.low": [0, 0.15], "audio.middle": [0, 0.15], "audio.high": [0, 0.03], "audio.onset": [0, 1],
  "body.speed": [0, 10], "body.mass": [0, 10], "body.spin": [0, 10], "body.height": [0, 10], "body.x": [-10, 10],
  "parameter.gravity": [0, 20],
};

const FAMILIES = () => ({ audio: t("What is heard"), body: t("Each body"), parameter: t("The world and its music") });
/** @param {string} source @param {Rows} rows */
function sourceWords(source, rows) {
  const own = {
    "audio.level": t("Loudness"), "audio.peak": t("Peak"), "audio.brightness": t("Brightness of the sound"), "audio.low": t("Low notes"), "audio.middle": t("Middle notes"), "audio.high": t("High notes"), "audio.onset": t("New notes"),
    "body.speed": t("Speed"), "body.mass": t("Mass"), "body.spin": t("Turning"), "body.height": t("Height"), "body.x": t("Place from left to right"),
  }[source];
  return own ?? rowOf(source, rows)?.words ?? source;
}
/** @param {string} source @param {Rows} rows */
const rowOf = (source, rows) => rows.find(({ name }) => `parameter.${name}` === source);
/** @param {string} property */
const propertyWords = (property) => ({ color: t("colour"), size: t("size"), speed: t("speed"), count: t("number") }[property] ?? property);
const CURVES = () => ({ linear: t("evenly"), logarithmic: t("by ratios"), categorical: t("in steps") });

/** @param {{kind: import("./visuals.js").Kind, rows: Rows, mappings: import("./mapping.js").Mapping[], may: boolean, onSet: (mappings: object[]) => void}} props */
export function MappingEditor({ kind, rows, mappings, may, onSet }) {
  const put = (/** @type {number} */ index, /** @type {object} */ fields) => onSet(mappings.map((one, at) => (at === index ? sound({ ...one, ...fields }) : one)));
  const add = () => onSet([...mappings, following(kind.sources[0], rows, { property: kind.properties[0] })]);
  return html`<div class="stack-s">
    ${mappings.length === 0 && html`<p class="small quiet">${may ? t("Nothing moves yet. Let the sound move a colour or a size.") : t("Nothing moves here.")}</p>`}
    <ol class="mappings">${mappings.map((one, index) => html`<li key=${index}><${OneMapping} kind=${kind} rows=${rows} one=${one} may=${may} onPut=${(/** @type {object} */ fields) => put(index, fields)} onRemove=${() => onSet(mappings.filter((_, at) => at !== index))} /></li>`)}</ol>
    ${may && mappings.length < MOST && html`<button type="button" class="btn btn-s" onClick=${add}><${Icon} name="plus" />${t("Let something move it")}</button>`}</div>`;
}

/** A mapping that follows `source` over its usual range. @param {string} source @param {Rows} rows @param {object} [fields] */
function following(source, rows, fields = {}) {
  const row = rowOf(source, rows);
  const [low, high] = USUAL[source] ?? [row?.least ?? 0, row?.most ?? 1];
  return { source, low, high, ...fields };
}

/** What the server would refuse is put right at once: a range without length, a ratio to nothing. @param {any} mapping */
function sound(mapping) {
  let { low, high } = mapping;
  if (mapping.curve === "logarithmic") [low, high] = [low, high].map((value, at) => (value > 0 ? value : at ? 1 : Math.max(high, 1) / 1000));
  if (low === high) high = low + 1;
  return { ...mapping, low, high };
}

/** @param {{kind: import("./visuals.js").Kind, rows: Rows, one: import("./mapping.js").Mapping, may: boolean, onPut: (fields: object) => void, onRemove: () => void}} props */
function OneMapping({ kind, rows, one, may, onPut, onRemove }) {
  const title = t("{source} → {property}", { source: sourceWords(one.source, rows), property: propertyWords(one.property) });
  const number = (/** @type {keyof import("./mapping.js").Mapping} */ name, /** @type {string} */ words, /** @type {number} */ least, /** @type {number} */ most, whole = false) => html`<label class="small-field"><span>${words}</span>
    <input type="number" inputmode="decimal" step=${whole ? 1 : "any"} min=${least} max=${most} disabled=${!may} value=${tidy(/** @type {number} */ (one[name]))} onChange=${(/** @type {any} */ event) => { const next = event.target.valueAsNumber; if (Number.isFinite(next)) onPut({ [name]: Math.min(Math.max(whole ? Math.round(next) : next, least), most) }); }} /></label>`;
  const choice = (/** @type {string} */ label, /** @type {string} */ value, /** @type {any} */ options, /** @type {(value: string) => void} */ put) => html`<label class="small-field"><span>${label}</span><select disabled=${!may} value=${value} onChange=${(/** @type {any} */ event) => put(event.target.value)}>${options}</select></label>`;
  const groups = Object.entries(FAMILIES()).map(([family, words]) => [words, kind.sources.filter((source) => source.startsWith(`${family}.`))]).filter(([, sources]) => sources.length);
  return html`<div class="row-s nowrap"><label class="check grow"><input type="checkbox" disabled=${!may} checked=${one.enabled} onChange=${(/** @type {any} */ event) => onPut({ enabled: event.target.checked })} /><span>${title}</span></label>
      ${may && html`<${IconButton} icon="trash-2" class="btn-s" label=${t("Take away: {what}", { what: title })} onClick=${onRemove} />`}</div>
    <details><summary class="small quiet">${t("From {low} to {high}, {curve}", { low: tidy(one.low), high: tidy(one.high), curve: /** @type {any} */ (CURVES())[one.curve] })}</summary>
      <div class="field-grid">
        ${choice(t("Follows"), one.source, groups.map(([words, sources]) => html`<optgroup label=${words}>${/** @type {string[]} */ (sources).map((source) => html`<option key=${source} value=${source}>${sourceWords(source, rows)}</option>`)}</optgroup>`), (source) => onPut(following(source, rows)))}
        ${choice(t("Moves"), one.property, kind.properties.map((property) => html`<option key=${property} value=${property}>${propertyWords(property)}</option>`), (property) => onPut({ property }))}
        ${choice(t("Goes"), one.curve, Object.entries(CURVES()).map(([curve, words]) => html`<option key=${curve} value=${curve}>${words}</option>`), (curve) => onPut({ curve }))}
        ${one.curve === "categorical" ? number("steps", t("Steps"), 2, 24, true) : html`<span />`}
        ${number("low", t("from"), -1e9, 1e9)}${number("high", t("to"), -1e9, 1e9)}
        ${number("to_low", one.property === "color" ? t("colour mixed in, from") : t("times, from"), 0, 100)}${number("to_high", one.property === "color" ? t("colour mixed in, to") : t("times, to"), 0, 100)}
        ${number("scale", t("all of it times"), 0, 100)}
        ${one.property === "color" && html`<label class="small-field"><span>${t("Towards")}</span><input type="color" disabled=${!may} value=${one.color} onChange=${(/** @type {any} */ event) => onPut({ color: event.target.value })} /></label>`}
      </div></details>`;
}
