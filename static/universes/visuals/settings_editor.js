/** What a visualisation is set to: colours, sizes, counts and ranges, as the server's table lists them. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { IconButton } from "../../base/parts.js";
import { ParameterList } from "../parameters.js";

/** @param {{rows: import("./visuals.js").Setting[], values: Record<string, any>, may: boolean, onSet: (name: string, value: any) => void}} props */
export function SettingsEditor({ rows, values, may, onSet }) {
  const usual = Object.fromEntries(rows.map((row) => [row.name, row.default]));
  const all = { ...usual, ...values };
  const numbers = rows.filter(({ type }) => type === "number").map((row) => ({ ...row, help: "", choices: [], optional: false }));
  return html`<div class="stack-s">
    <ul class="colour-list">${rows.filter(({ type }) => type === "color").map((row) => html`<li key=${row.name}><label><input type="color" disabled=${!may} value=${all[row.name]} onChange=${(/** @type {any} */ event) => onSet(row.name, event.target.value)} /><span class="grow">${row.words}</span></label>
      ${may && all[row.name] !== row.default && html`<${IconButton} icon="rotate-ccw" class="btn-s" label=${t("{name} as usual", { name: row.words })} onClick=${() => onSet(row.name, row.default)} />`}</li>`)}</ul>
    <${ParameterList} rows=${numbers} values=${all} may=${may} onSet=${onSet} onReset=${(/** @type {string} */ name) => onSet(name, usual[name])} /></div>`;
}
