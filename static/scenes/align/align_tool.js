/**
 * Lay the grid on a map: drag a box over some cells of the picture and say how many they are; arrows then push the grid
 * by a pixel, with Shift they change its cells. Nothing is saved until it is taken.
 */
import { html, signal } from "../../vendor/ui.js";
import { boxOf } from "../../base/geometry.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { greyOf } from "./picture.js";
import { LEAST_SURE, fromBox, fromPicture } from "./proposal.js";

/** What is drawn: the box, and how many cells it shall have. */
const drawn = signal(/** @type {import("../../base/geometry.js").Box | null} */ (null));
const count = signal({ columns: 3, rows: 3 });
const FINE = 0.1;
const SLOP_PX = 6;

export class AlignTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
    /** @type {import("../input.js").Pointer | null} */
    this.start = null;
  }

  /** @param {import("../input.js").Pointer} pointer */
  down(pointer) { this.start = pointer; }

  /** @param {import("../input.js").Pointer} pointer */
  move(pointer) {
    if (!this.start) return;
    const box = boxOf(this.start.world, pointer.world);
    this.context.showBox(box);
    if (Math.hypot(pointer.screen.x - this.start.screen.x, pointer.screen.y - this.start.screen.y) > SLOP_PX) drawn.value = box;
  }

  up() { this.start = null; }

  cancel() {
    this.start = null;
    drawn.value = null;
    this.context.showBox(null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (!dx && !dy) return false;
    const { scene } = this.context;
    const grid = scene.grid.value;
    const by = event.altKey ? FINE : 1;
    const height = grid.size_y || grid.size;
    if (event.shiftKey) change(scene, { size: Math.max(2, grid.size + dx * by), size_y: Math.max(2, height + dy * by) });
    else change(scene, { offset_x: grid.offset_x + dx * by, offset_y: grid.offset_y + dy * by });
    return true;
  }
}

/** @param {import("../model.js").Scene} scene @param {object} fields */
const change = (scene, fields) => scene.room.send("scene.update", { scene: scene.id.value, grid: rounded(fields) });

/** To thousandths: what a screen can show. @param {Record<string, any>} fields */
const rounded = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === "number" ? Math.round(value * 1000) / 1000 : value]));

/** @param {{scene: import("../model.js").Scene}} props */
export function AlignOptions({ scene }) {
  const box = drawn.value;
  const cells = box && fromBox(box, count.value.columns, count.value.rows);
  const number = (/** @type {"columns" | "rows"} */ field, /** @type {string} */ label) => html`<label>${label}<input type="number" min="1" max="200" step="1" value=${count.value[field]} onInput=${(/** @type {any} */ event) => { if (event.target.valueAsNumber >= 1) count.value = { ...count.value, [field]: Math.round(event.target.valueAsNumber) }; }} /></label>`;
  const find = async () => {
    const map = scene.maps.value.find((one) => one.id === scene.selectedMap.value) ?? scene.maps.value[0];
    if (!map?.url || map.rotation) return void scene.room.toast(t("Place a map first, and not a turned one: its lines are looked for."));
    try {
      const { grey, width, height, scale } = await greyOf(map.url);
      const found = fromPicture(grey, width, height);
      if (!found || found.sure < LEAST_SURE) return void scene.room.toast(t("No lines of a grid were found in {name}. Drag a box over a few cells.", { name: map.name ?? t("the map") }));
      const factor = scale * map.scale;
      change(scene, { type: "square", size: found.size * factor, size_y: found.size_y * factor, offset_x: (map.x + found.offset_x * factor) % (found.size * factor), offset_y: (map.y + found.offset_y * factor) % (found.size_y * factor) });
      scene.room.toast(t("The grid lies on the lines of {name}. Undo brings the old one back.", { name: map.name ?? t("the map") }), "good");
    } catch {
      scene.room.toast(t("The picture of {name} could not be read.", { name: map.name ?? t("the map") }), "bad");
    }
  };
  return html`<div class="panel options options-form" role="group" aria-label=${t("Align the grid")}><b>${t("Align the grid")}</b>
    <span>${cells ? t("{width} × {height} px a cell", { width: Math.round(cells.size * 10) / 10, height: Math.round(cells.size_y * 10) / 10 }) : t("Drag a box over a few cells of the map.")}</span>
    ${number("columns", t("Cells across"))}${number("rows", t("Cells down"))}
    <button type="button" class="btn btn-s btn-primary" disabled=${!cells} onClick=${() => cells && change(scene, { type: "square", ...cells })}>${t("Lay the grid so")}</button>
    <button type="button" class="btn btn-s" onClick=${find}><${Icon} name="search" />${t("Find the lines")}</button>
    <span class="small">${t("Arrows push it by a pixel, Shift changes the cells, Alt is finer.")}</span></div>`;
}
