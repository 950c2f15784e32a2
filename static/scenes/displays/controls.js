/** What a game master says of one display: what it shows, through whose eyes, dark, turned, how large, the way in. */
import { html, useRef, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { lookedAt } from "./looking.js";
import { measures, PPI_MAX, PPI_MIN, ppiOf } from "./scale.js";

const SCREENS = /** @type {const} */ ([[3840, 2160, "4K"], [1920, 1080, "1080p"], [2560, 1440, "1440p"]]);
const FIRST_DIAGONAL = 55;
const FIRST_PPI = 80;
/** A slider says much more than a screen needs to follow it. */
const SLIDE_MS = 120;

/**
 * @param {{room: import("../../rooms/store.js").Room, display: any, onChange: (fields: object) => Promise<any>, onEnd: () => void}} props
 */
export function DisplayControls({ room, display, onChange, onEnd }) {
  const players = room.members.value.filter((member) => member.role === "player");
  const check = (/** @type {string} */ field, /** @type {string} */ words) => html`<label class="check"><input type="checkbox" checked=${display[field]} onChange=${(/** @type {any} */ event) => onChange({ [field]: event.target.checked })} />${words}</label>`;
  const rename = (/** @type {any} */ event) => event.target.value.trim() && onChange({ name: event.target.value.trim() });
  const here = () => {
    const at = lookedAt();
    if (at) onChange({ centre: { x: Math.round(at.x), y: Math.round(at.y) }, follow: false });
  };
  return html`<fieldset class="display-controls stack-s" aria-label=${display.name}>
    <div class="row-s nowrap"><input class="grow" maxlength="50" aria-label=${t("Name of the screen")} value=${display.name} onChange=${rename} />
      <button type="button" class="btn" aria-pressed=${display.blank} onClick=${() => onChange({ blank: !display.blank })}><${Icon} name=${display.blank ? "eye-off" : "eye"} />${display.blank ? t("Dark: show it") : t("Make it dark")}</button>
      <${IconButton} icon="rotate-cw" label=${t("Turn it ({degrees}°)", { degrees: display.rotation })} onClick=${() => onChange({ rotation: (display.rotation + 90) % 360 })} />
      <${IconButton} icon="trash-2" label=${t("End {name}", { name: display.name })} onClick=${onEnd} /></div>
    <div class="row-s">
      <label class="fight-field">${t("Shows")}<select value=${display.kind} onChange=${(/** @type {any} */ event) => onChange({ kind: event.target.value })}><option value="table">${t("the map")}</option><option value="initiative">${t("the order of the fight")}</option></select></label>
      <label class="fight-field">${t("Sees as")}<select value=${display.eyes ?? ""} onChange=${(/** @type {any} */ event) => onChange({ eyes: event.target.value || null })}><option value="">${t("the party")}</option>${players.map((member) => html`<option value=${member.user}>${member.name}</option>`)}</select></label>
      ${display.kind === "table" && html`<button type="button" class="btn" disabled=${!display.inch_cells} onClick=${here}>${t("Centre here")}</button>
        ${check("follow", t("Follows who acts"))}`}
    </div>
    ${display.kind === "table" && html`<${Scale} room=${room} display=${display} onChange=${onChange} check=${check} />`}
    <div class="row-s">${check("invite", t("Link to join, for a day"))}${display.invite && check("show_invite", t("Show its QR code over the map"))}
      ${display.invite && html`<p class="small quiet">${t("While nothing is on the table it is shown anyway.")}</p>`}</div>
  </fieldset>`;
}

/** @param {{room: import("../../rooms/store.js").Room, display: any, onChange: (fields: object) => Promise<any>, check: (field: string, words: string) => any}} props */
function Scale({ room, display, onChange, check }) {
  const diagonal = useSignal(FIRST_DIAGONAL);
  const screen = useSignal(0);
  const [width, height] = SCREENS[screen.value];
  const scene = Object.values(room.kind("scene").value).find((one) => one.active);
  const waiting = useRef(0);
  const slide = (/** @type {any} */ event) => {
    const ppi = Number(event.target.value);
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => onChange({ ppi, inch_cells: true }), SLIDE_MS);
  };
  const typed = () => onChange({ ppi: Math.round(ppiOf(diagonal.value, width, height) * 100) / 100, inch_cells: true, calibrating: false });
  return html`<details class="display-scale" open=${display.calibrating}><summary>${t("Size of miniatures: an inch to the cell")}</summary>
    ${check("inch_cells", t("An inch to the cell"))}
    <div class="row-s">
      <label class="fight-field">${t("Diagonal in inches")}<input type="number" class="fight-number" min="3" max="200" step="0.1" value=${diagonal.value} onInput=${(/** @type {any} */ event) => { diagonal.value = Math.max(3, Number(event.target.value) || FIRST_DIAGONAL); }} /></label>
      <label class="fight-field">${t("Resolution")}<select value=${screen.value} onChange=${(/** @type {any} */ event) => { screen.value = Number(event.target.value); }}>${SCREENS.map(([wide, high, name], at) => html`<option value=${at}>${name} (${wide} × ${high})</option>`)}</select></label>
      <button type="button" class="btn" onClick=${typed}>${t("Use {ppi} ppi", { ppi: ppiOf(diagonal.value, width, height).toFixed(1) })}</button>
      <button type="button" class="btn" aria-pressed=${display.calibrating} onClick=${() => onChange({ calibrating: !display.calibrating })}>${display.calibrating ? t("The card fits") : t("Measure with a bank card")}</button>
    </div>
    ${display.calibrating && html`<label class="fight-field">${t("Hold a bank card to the screen, and move this until the outline fits")}
      <input type="range" min=${PPI_MIN} max=${Math.min(400, PPI_MAX)} step="0.1" value=${display.ppi ?? FIRST_PPI} onInput=${slide} /></label>`}
    ${display.ppi && scene?.grid && html`<${Outcome} ppi=${display.ppi} width=${width} height=${height} scene=${scene} room=${room} />`}
  </details>`;
}

/** @param {{ppi: number, width: number, height: number, scene: any, room: import("../../rooms/store.js").Room}} props */
function Outcome({ ppi, width, height, scene, room }) {
  const maps = Object.values(room.kind("placed_map").value).filter((map) => map.scene === scene.id);
  const right = Math.max(scene.grid.size, ...maps.map((map) => map.x + map.width * map.scale));
  const bottom = Math.max(scene.grid.size, ...maps.map((map) => map.y + map.height * map.scale));
  const found = measures({ ppi, width, height }, scene.grid, { x: 0, y: 0, width: right, height: bottom });
  return html`<p class="small" role="status">${t("{ppi} ppi: a cell is {cell} pixels, {columns} × {rows} cells on the screen; the map is {width} × {height} {unit}.", { ppi: ppi.toFixed(1), cell: found.cell, columns: found.columns, rows: found.rows, width: found.mapWidth, height: found.mapHeight, unit: scene.grid.unit })}
    ${found.fits ? "" : t("It is larger than the screen: centre it, or let it follow who acts.")}</p>`;
}
