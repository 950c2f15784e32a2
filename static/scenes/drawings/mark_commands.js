/** Keys of areas, drawings and notes: their tools, and what they do to the one that is chosen. */
import { t } from "../../base/i18n.js";
import { step } from "../grid.js";
import { shifted } from "./marks.js";

const STEPS = /** @type {const} */ ({ ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] });
const FINE_PX = 1;
const TURN = 15;

/**
 * Come before the commands of tokens: with something chosen, arrows and Delete are about that.
 * @param {import("../model.js").Scene} scene
 * @returns {import("../commands.js").Command[]}
 */
export function markCommands(scene) {
  const { marks } = scene;
  const changing = () => marks.one.value !== null && marks.mayChange(marks.one.value);
  const turning = () => marks.chosen.value?.kind === "area" && changing();
  const use = (/** @type {string} */ tool) => () => { scene.tool.value = tool; };
  const draw = (/** @type {string} */ kind) => () => {
    marks.drawing.value = { ...marks.drawing.value, kind };
    scene.tool.value = "draw";
  };
  const shapes = () => { if (["text", "take"].includes(marks.drawing.value.kind)) return draw("freehand")(); scene.tool.value = "draw"; };
  const turn = (/** @type {number} */ degrees) => () => {
    if (marks.chosen.value && marks.one.value) marks.gather(marks.chosen.value, "move", { x: marks.one.value.x, y: marks.one.value.y, rotation: (marks.one.value.rotation + degrees + 360) % 360 });
  };
  return [
    { name: "mark_step", label: t("Move the chosen area, drawing or note; Alt: one pixel"), keys: Object.keys(STEPS), shown: t("Arrows"), group: "tools", canvas: true, fixed: true, allowed: changing, run: (event) => walk(scene, event) },
    { name: "mark_left", label: t("Turn the chosen area left"), keys: ["["], shown: "[", group: "tools", fixed: true, allowed: turning, run: turn(-TURN) },
    { name: "mark_right", label: t("Turn the chosen area right"), keys: ["]"], shown: "]", group: "tools", fixed: true, allowed: turning, run: turn(TURN) },
    { name: "mark_delete", label: t("Delete the chosen area, drawing or note"), keys: ["Delete", "Backspace"], shown: t("Delete"), group: "tools", canvas: true, fixed: true, allowed: changing, run: marks.remove },
    { name: "mark_escape", label: t("Let go of the chosen area, drawing or note"), keys: ["Escape"], shown: t("Escape"), group: "tools", canvas: true, fixed: true, allowed: () => marks.chosen.value !== null && scene.tool.value === "select", run: () => { marks.chosen.value = null; } },
    { name: "ruler", label: t("Measure"), keys: ["r"], shown: "R", group: "tools", allowed: () => marks.draws.value, run: use("ruler") },
    { name: "draw", label: t("Draw"), keys: ["d"], shown: "D", group: "tools", allowed: () => marks.draws.value, run: shapes },
    { name: "text", label: t("Write on the map"), keys: ["t"], shown: "T", group: "tools", allowed: () => marks.draws.value, run: draw("text") },
    { name: "area", label: t("Area of effect"), keys: ["a"], shown: "A", group: "tools", allowed: () => marks.draws.value, run: use("area") },
    { name: "note", label: t("Put a note"), keys: ["n"], shown: "N", group: "tools", allowed: () => marks.leads.value, run: use("note") },
    { name: "effects", label: t("Effects"), keys: ["e"], shown: "E", group: "tools", allowed: () => marks.leads.value, run: use("effects") },
    /* input.js measures the time */
    { name: "ping", label: t("Point at a place; Alt: urgent, Shift: bring everybody's view"), keys: [], shown: t("Hold the button"), group: "tools", fixed: true, allowed: () => marks.draws.value, run: () => false },
  ];
}

/** @param {import("../model.js").Scene} scene @param {KeyboardEvent} event */
function walk({ marks, grid }, event) {
  const [dx, dy] = STEPS[/** @type {keyof typeof STEPS} */ (event.key)] ?? [0, 0];
  const mark = marks.one.value;
  if (!mark || !marks.chosen.value) return false;
  const from = mark.points ? { x: mark.points[0][0], y: mark.points[0][1] } : mark;
  const to = event.altKey || mark.points ? { x: from.x + dx * (event.altKey ? FINE_PX : grid.value.size), y: from.y + dy * (event.altKey ? FINE_PX : grid.value.size) } : step(grid.value, from, dx, dy);
  if (mark.points) marks.gather(marks.chosen.value, "update", { points: shifted(mark.points, to.x - from.x, to.y - from.y) });
  else marks.gather(marks.chosen.value, marks.chosen.value.kind === "note" ? "update" : "move", { x: to.x, y: to.y });
  return true;
}
