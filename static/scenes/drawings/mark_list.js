/**
 * Areas for who does not see the map: a list beside that of the tokens, from which one is chosen by keys; and who points
 * where, said once.
 */
import { html, signal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { covered } from "../geometry/coverage.js";
import { cellOf } from "../grid.js";

const shapeName = (/** @type {string} */ shape) => ({ circle: t("circle"), cone: t("cone"), line: t("line"), square: t("square"), cube: t("cube") }[shape] ?? t("cylinder"));

/** For instance "Fireball, circle, 20 ft, column 4, row 2, 52 cells". @param {any} area @param {import("../model.js").Scene} scene */
export function describeArea(area, scene) {
  const grid = scene.grid.value;
  const { col, row } = cellOf(grid, area);
  const cells = covered(grid, area, scene.scene.value?.coverage ?? "centre")?.length;
  const words = [area.label, shapeName(area.shape), `${area.size} ${grid.unit}`, t("column {col}, row {row}", { col: col + 1, row: row + 1 })];
  if (cells) words.push(tn("{count} cell", "{count} cells", cells));
  if (area.revealed === false) words.push(t("not revealed"));
  return words.filter(Boolean).join(", ");
}

/** @param {{scene: import("../model.js").Scene, canvas: HTMLElement}} props */
export function MarkList({ scene, canvas }) {
  const { marks } = scene;
  const choose = (/** @type {string} */ id) => {
    marks.chosen.value = { kind: "area", id };
    canvas.focus(); /* where arrows and Delete are about it */
  };
  return html`${marks.areas.value.length > 0 && html`<section class="mark-list" aria-label=${t("Areas on the map")}><ul>
      ${marks.areas.value.map((area) => html`<li key=${area.id}><button type="button" onClick=${() => choose(area.id)}>${describeArea(area, scene)}</button></li>`)}</ul></section>`}
    <p class="visually-hidden" role="status">${pointed.value}</p>`;
}

/** Who pointed last, in words. */
const pointed = signal("");

/** @param {import("../model.js").Scene} scene @param {{x: number, y: number, user: string, alert: boolean}} ping */
export function sayPing(scene, ping) {
  const name = scene.room.members.value.find((member) => member.user === ping.user)?.name ?? t("Somebody");
  const { col, row } = cellOf(scene.grid.value, ping);
  pointed.value = ping.alert ? t("{name} points at column {col}, row {row}: urgent", { name, col: col + 1, row: row + 1 }) : t("{name} points at column {col}, row {row}", { name, col: col + 1, row: row + 1 });
}
