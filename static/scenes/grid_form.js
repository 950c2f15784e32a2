/** The grid and the ground of a scene; each field is a change of its own, so two game masters do not undo each other. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

/** @param {{scene: import("./model.js").Scene}} props */
export function GridForm({ scene }) {
  const grid = scene.grid.value;
  const change = (/** @type {object} */ fields) => scene.room.send("scene.update", { scene: scene.id.value, grid: fields });
  const number = (/** @type {string} */ name, /** @type {string} */ label, /** @type {any} */ more = {}) => html`<label class="field">${label}
    <input type="number" step=${more.step ?? "any"} min=${more.min} max=${more.max} value=${round(grid[/** @type {keyof typeof grid} */ (name)] ?? more.empty)}
      onChange=${(/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && change({ [name]: event.target.valueAsNumber })} /></label>`;
  const types = { square: t("squares"), hex_pointy_odd: t("hexagons, rows, odd shifted"), hex_pointy_even: t("hexagons, rows, even shifted"), hex_flat_odd: t("hexagons, columns, odd shifted"), hex_flat_even: t("hexagons, columns, even shifted"), none: t("no grid") };
  return html`<details class="fold"><summary><h3>${t("Grid and ground")}</h3></summary>
    <button type="button" class="btn btn-s" onClick=${() => { scene.tool.value = "align"; }}><${Icon} name="ruler" />${t("Align it with a map")}</button>
    <div class="form-grid">
      <label class="field wide">${t("Kind of grid")}<select value=${grid.type} onChange=${(/** @type {any} */ event) => change({ type: event.target.value })}>${Object.entries(types).map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select></label>
      ${number("size", t("Cell, px"), { min: 2, max: 10000 })}
      ${number("size_y", t("Height, px"), { min: 2, max: 10000, empty: grid.size })}
      ${number("offset_x", t("Offset X"))}${number("offset_y", t("Offset Y"))}
      ${number("distance", t("A cell is"), { min: 0 })}
      <label class="field">${t("Unit")}<input maxlength="10" value=${grid.unit} onChange=${(/** @type {any} */ event) => event.target.value.trim() && change({ unit: event.target.value.trim() })} /></label>
      <label class="field">${t("Lines")}<input type="color" value=${grid.colour ?? "#ece6da"} onChange=${(/** @type {any} */ event) => change({ colour: event.target.value })} /></label>
      <label class="field">${t("Ground")}<input type="color" value=${scene.scene.value?.background ?? "#14121a"} onChange=${(/** @type {any} */ event) => scene.room.send("scene.update", { scene: scene.id.value, background: event.target.value })} /></label>
      <label class="field wide">${t("Strength of the lines")}<input type="range" min="0" max="1" step="0.02" value=${grid.opacity ?? 0.16} onChange=${(/** @type {any} */ event) => change({ opacity: event.target.valueAsNumber })} /></label>
      <label class="check wide"><input type="checkbox" checked=${grid.show !== false} onChange=${(/** @type {any} */ event) => change({ show: event.target.checked })} />${t("Draw the grid")}</label>
    </div></details>`;
}

/** @param {any} value */
const round = (value) => (typeof value === "number" ? Math.round(value * 1000) / 1000 : value);
