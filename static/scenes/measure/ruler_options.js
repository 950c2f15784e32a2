/** What one reads while measuring: the rule, and how waypoints are set. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";

/** @param {string} mode @param {import("../grid.js").Grid} grid */
function ruleName(mode, grid) {
  if (grid.type === "none") return t("as the crow flies");
  if (grid.type.startsWith("hex") && mode !== "euclidean") return t("each hexagon counts one");
  return { alternating: t("diagonals 5-10-5"), manhattan: t("a diagonal counts two"), euclidean: t("as the crow flies") }[mode] ?? t("diagonals 5-5-5");
}

/** @param {{scene: import("../model.js").Scene}} props */
export function RulerOptions({ scene }) {
  const grid = scene.grid.value;
  return html`<div class="panel options" role="status"><b>${t("Measure")}</b>
    <span>${t("{length} {unit} a cell, {rule}", { length: grid.distance, unit: grid.unit, rule: ruleName(grid.mode ?? "", grid) })}</span>
    <span>${t("Drag, or click from point to point; Space sets a waypoint.")}</span></div>`;
}
