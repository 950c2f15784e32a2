/** Where sounds come from and how far they are heard, while their tool is held. Only who leads has such rows. */
import { Graphics } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { toScreen } from "../camera.js";
import { LAMP, NIGHT, PAPER, VERDIGRIS } from "../palette.js";
import { emitters, emittersOf, perUnit } from "./emitters.js";

const DISC_PX = 14;
const HANDLE_PX = 7;

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawEmitters(stage, scene) {
  const drawn = stage.screen.addChild(new Graphics());
  effect(() => {
    drawn.clear();
    if (scene.tool.value === "emitter") drawAll(drawn, scene, stage.camera.value);
    stage.request();
  });
}

/** @param {Graphics} graphics @param {import("../model.js").Scene} scene @param {import("../camera.js").Camera} camera */
function drawAll(graphics, scene, camera) {
  const px = perUnit(scene) * camera.zoom;
  const draft = emitters.draft.value;
  for (const one of emittersOf(scene)) {
    const at = toScreen(camera, one);
    const chosen = one.id === emitters.selected.value;
    drawReach(graphics, at, one.radius * px, chosen, one.on);
    drawSign(graphics, at, chosen, one.on);
  }
  if (draft) {
    const at = toScreen(camera, draft);
    drawReach(graphics, at, draft.radius * px, true, true);
    drawSign(graphics, at, true, true);
  }
}

/** @param {Graphics} graphics @param {{x: number, y: number}} at @param {number} radius @param {boolean} chosen @param {boolean} on */
function drawReach(graphics, { x, y }, radius, chosen, on) {
  graphics.circle(x, y, radius);
  if (chosen) graphics.fill({ color: VERDIGRIS, alpha: 0.1 });
  graphics.circle(x, y, radius).stroke({ color: NIGHT, width: chosen ? 4 : 3, alpha: 0.5 });
  graphics.circle(x, y, radius).stroke({ color: on ? VERDIGRIS : PAPER, width: chosen ? 2 : 1.2, alpha: chosen ? 0.95 : 0.5 });
  if (!chosen) return;
  for (const turn of [0, 0.5, 1, 1.5]) {
    graphics.circle(x + Math.cos(turn * Math.PI) * radius, y + Math.sin(turn * Math.PI) * radius, HANDLE_PX).fill(LAMP).stroke({ color: NIGHT, width: 1.5 });
  }
}

/** A loudspeaker on a disc; waves while it sounds, a stroke through it while not. @param {Graphics} graphics @param {{x: number, y: number}} at @param {boolean} chosen @param {boolean} on */
function drawSign(graphics, { x, y }, chosen, on) {
  const colour = on ? VERDIGRIS : PAPER;
  graphics.circle(x, y, DISC_PX).fill({ color: NIGHT, alpha: 0.92 }).stroke({ color: chosen ? LAMP : PAPER, width: chosen ? 2.5 : 1.5 });
  graphics.poly([x - 7, y - 2.5, x - 4, y - 2.5, x, y - 6, x, y + 6, x - 4, y + 2.5, x - 7, y + 2.5]).fill(colour);
  if (!on) return void graphics.moveTo(x - 8, y + 7).lineTo(x + 8, y - 7).stroke({ color: colour, width: 1.8, cap: "round" });
  for (const wave of [4, 7.5]) {
    graphics.moveTo(x + wave * Math.cos(0.9), y - wave * Math.sin(0.9)).arc(x, y, wave, -0.9, 0.9).stroke({ color: colour, width: 1.6, cap: "round" });
  }
}
