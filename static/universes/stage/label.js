/** What is said of the body under the pointer, or of the chosen one: its name, what it weighs, how fast it is. */
import { t } from "../../base/i18n.js";
import { massOf } from "../music/collisions.js";
import { bodyName } from "../panels/bodies_panel.js";
import { tidy } from "../parameters.js";
import { reachOf, toPixels } from "./view.js";

const GAP = 10;

/** @param {any} body @param {{x: number, y: number, vx?: number, vy?: number}} place @returns {string[]} two lines */
export function wordsOf(body, place) {
  const mass = massOf(body);
  const speed = Math.hypot(place.vx ?? 0, place.vy ?? 0);
  return [bodyName(body), mass === null ? t("stands fast") : `${tidy(mass)} kg · ${speed.toFixed(1)} m/s`];
}

/** @param {CanvasRenderingContext2D} pen @param {import("./view.js").View} view @param {any} body @param {any} place @param {any} colours */
export function drawLabel(pen, view, body, place, colours) {
  const lines = wordsOf(body, place);
  const fonts = [`600 13px ${colours.sans}`, `12px ${colours.sans}`];
  const wide = Math.max(...lines.map((line, index) => { pen.font = fonts[index]; return pen.measureText(line).width; })) + 20;
  const { x, y } = toPixels(place, view);
  const above = y - reachOf(body) * view.scale - GAP - 44;
  const left = Math.max(6, Math.min(x - wide / 2, view.width - wide - 6));
  const top = above > 6 ? above : Math.min(y + reachOf(body) * view.scale + GAP, view.height - 50);
  pen.fillStyle = colours.slate;
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.94;
  pen.beginPath();
  pen.roundRect(left, top, wide, 44, 8);
  pen.fill();
  pen.globalAlpha = 1;
  pen.stroke();
  for (const [index, line] of lines.entries()) {
    pen.font = fonts[index];
    pen.fillStyle = index ? colours.dust : colours.paper;
    pen.fillText(line, left + 10, top + 18 + 17 * index);
  }
}
