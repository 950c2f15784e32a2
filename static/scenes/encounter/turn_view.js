/** A ring around the token whose turn it is: it spreads three times when the turn comes, then stands still. */
import { Graphics } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { LAMP } from "../palette.js";

const PULSES = 3;
/** Fewer than three in a second, so nothing flashes. */
const PULSE_MS = 700;

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawTurn(stage, scene) {
  const ring = new Graphics();
  stage.layers.areas.addChild(ring);
  let shown = "";
  /** @type {object | null} the pulse under way */
  let pulse = null;

  effect(() => {
    const token = scene.token(scene.fight.turn.value);
    const radius = token ? (Math.max(token.size, 0.25) * scene.grid.value.size) / 2 : 0;
    ring.visible = Boolean(token);
    if (token) ring.position.set(token.x, token.y);
    const look = token ? `${token.id}|${radius}` : "";
    if (look !== shown) {
      shown = look;
      ring.clear();
      ring.scale.set(1);
      pulse = null;
      if (token) {
        ring.circle(0, 0, radius * 1.12).fill({ color: LAMP, alpha: 0.16 }).stroke({ color: LAMP, width: Math.max(2, radius * 0.09), alpha: 0.95 });
        beat();
      }
    }
    stage.request();
  });

  function beat() {
    const own = {};
    let age = 0;
    pulse = own;
    stage.animate((elapsed) => {
      if (pulse !== own) return false;
      age += elapsed;
      const left = 1 - Math.min(1, age / (PULSES * PULSE_MS));
      ring.scale.set(1 + Math.abs(Math.sin((age / PULSE_MS) * Math.PI)) * 0.28 * left);
      if (left === 0) ring.scale.set(1);
      return left > 0;
    });
  }
}
