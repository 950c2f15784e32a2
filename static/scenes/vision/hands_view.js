/** What the tools of light and fog have in hand: where lights stand, the stroke under way, points that can be dragged. */
import { Container, Graphics } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { toScreen } from "../camera.js";
import { EMBER, LAMP, NIGHT, PAPER, VERDIGRIS } from "../palette.js";
import { fillStroke } from "./fog_strokes.js";
import { fog, lights } from "./state.js";

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawHands(stage, scene) {
  const lamps = stage.screen.addChild(new Graphics());
  const strokes = stage.layers.overlay.addChild(new Container());
  const stroke = strokes.addChild(new Graphics());
  const points = stage.screen.addChild(new Graphics());
  effect(() => {
    lamps.clear();
    if (scene.tool.value === "light") drawLamps(lamps, scene, stage.camera.value);
    stage.request();
  });
  effect(() => {
    stroke.clear();
    points.clear();
    if (scene.tool.value === "fog") {
      const held = scene.kindHere("fog_shape").value.find(({ id }) => id === fog.editing.value);
      const draft = fog.draft.value;
      const colour = (held?.mode ?? fog.mode.value) === "reveal" ? VERDIGRIS : EMBER;
      if (draft && draft.points.length) drawStroke(stroke, draft, colour);
      else if (held) drawStroke(stroke, held, colour);
      if (held) for (const [x, y] of draft?.points ?? held.points) handle(points, toScreen(stage.camera.value, { x, y }));
    }
    stage.request();
  });
}

/** @param {Graphics} graphics @param {import("../model.js").Scene} scene @param {import("../camera.js").Camera} camera */
function drawLamps(graphics, scene, camera) {
  const carried = lights.carried.value;
  const px = (scene.grid.value.size / (scene.grid.value.distance || 1)) * camera.zoom;
  for (const light of scene.kindHere("light").value) {
    const at = toScreen(camera, light.id === carried?.id ? { ...light, ...carried } : light);
    const chosen = light.id === lights.selected.value;
    if (chosen) {
      graphics.circle(at.x, at.y, Math.max(light.dim, light.bright) * px).stroke({ color: light.colour, width: 1.5, alpha: 0.6 });
      graphics.circle(at.x, at.y, light.bright * px).stroke({ color: light.colour, width: 1.5, alpha: 0.9 });
    }
    graphics.circle(at.x, at.y, 13).fill({ color: NIGHT, alpha: 0.92 }).stroke({ color: chosen ? LAMP : PAPER, width: chosen ? 2.5 : 1.5 });
    graphics.circle(at.x, at.y, 5);
    if (light.on) graphics.fill(light.colour);
    else graphics.stroke({ color: light.colour, width: 1.5 });
    for (let ray = 0; light.on && ray < 8; ray += 1) {
      const turn = (ray * Math.PI) / 4;
      graphics.moveTo(at.x + Math.cos(turn) * 7, at.y + Math.sin(turn) * 7).lineTo(at.x + Math.cos(turn) * 10, at.y + Math.sin(turn) * 10).stroke({ color: light.colour, width: 1.5 });
    }
    if (light.angle >= 360) continue;
    const turn = ((light.rotation - 90) * Math.PI) / 180;
    graphics.moveTo(at.x + Math.cos(turn) * 14, at.y + Math.sin(turn) * 14).lineTo(at.x + Math.cos(turn) * 24, at.y + Math.sin(turn) * 24).stroke({ color: LAMP, width: 3, cap: "round" });
  }
}

/** @param {Graphics} graphics @param {{kind: string, points: number[][], radius: number}} stroke @param {string} colour */
function drawStroke(graphics, stroke, colour) {
  graphics.alpha = 0.4;
  if (stroke.kind === "polygon" && stroke.points.length < 3) {
    const [[x, y], to] = stroke.points;
    graphics.circle(x, y, 5).fill(colour);
    if (to) graphics.moveTo(x, y).lineTo(to[0], to[1]).stroke({ color: colour, width: 3 });
  } else fillStroke(graphics, stroke, colour);
}

/** @param {Graphics} graphics @param {{x: number, y: number}} at */
function handle(graphics, { x, y }) {
  graphics.circle(x, y, 6).fill(LAMP).stroke({ color: NIGHT, width: 1.5 });
}
