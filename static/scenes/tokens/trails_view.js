/** Where tokens came from this turn: a dotted line on the ground, fading towards its beginning. */
import { effect } from "../../vendor/ui.js";
import { Graphics } from "../../vendor/pixi.js";
import { LAMP, PAPER } from "../palette.js";

const FAINT = 0.15;
const CLEAR = 0.6;

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawTrails(stage, scene) {
  const lines = new Graphics();
  stage.layers.drawings.addChild(lines);
  let shown = "";
  effect(() => {
    const walked = scene.standing.value.filter((token) => token.trail?.length > 1);
    const look = JSON.stringify([scene.grid.value.size, ...walked.map((token) => [token.id, token.mine, token.trail])]);
    if (look === shown) return;
    shown = look;
    lines.clear();
    for (const { trail, mine } of walked) draw(lines, trail, scene.grid.value.size, mine ? LAMP : PAPER);
    stage.request();
  });
}

/** @param {Graphics} lines @param {[number, number][]} trail @param {number} cell @param {string} color */
function draw(lines, trail, cell, color) {
  trail.slice(1).forEach(([x, y], index) => {
    const alpha = FAINT + ((CLEAR - FAINT) * (index + 1)) / (trail.length - 1);
    const [fromX, fromY] = trail[index];
    lines.moveTo(fromX, fromY).lineTo(x, y).stroke({ color, width: cell * 0.06, alpha, cap: "round" });
    lines.circle(fromX, fromY, cell * 0.07).fill({ color, alpha });
  });
}
