/**
 * Effects over everybody's table: a ripple at a place, lightning, a shake, and the night that dims the screen. Lightning
 * brightens twice within a second and never more; where motion is unwelcome only a still mark of a ripple is shown.
 */
import { Graphics } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { reducedMotion } from "../../base/dom.js";
import { PAPER } from "../palette.js";

const RIPPLE_MS = 1_800;
const LIGHTNING_MS = 1_400;
const SHAKE_MS = 700;
const SHAKE_PX = 9;
const NIGHT_SKY = "#070a1c";
const DARKEST = 0.8;
const STRIKE = "#eef2ff";

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawEffects(stage, scene) {
  const night = stage.screen.addChildAt(new Graphics(), 0);
  effect(() => {
    const { width, height } = stage.viewport.value;
    const dark = scene.scene.value?.night ?? 0;
    night.clear();
    if (dark > 0) night.rect(0, 0, width, height).fill({ color: NIGHT_SKY, alpha: dark * DARKEST });
    stage.request();
  });
  let struck = -Infinity;
  scene.room.onPassing(({ type, data }) => {
    if (type !== "effect.play" || data.scene !== scene.id.value) return;
    if (data.effect === "ripple" && data.x !== undefined) ripple(stage, data);
    else if (!reducedMotion() && data.effect === "lightning" && performance.now() - struck > LIGHTNING_MS) {
      struck = performance.now(); /* however often it is asked for */
      lightning(stage);
    }
    else if (!reducedMotion() && data.effect === "shake") shake(stage);
  });
}

/** @param {import("../stage.js").Stage} stage @param {{x: number, y: number}} at */
function ripple(stage, { x, y }) {
  const rings = stage.layers.effects.addChild(new Graphics());
  const still = reducedMotion();
  const far = 260 / stage.camera.peek().zoom;
  const draw = (/** @type {number} */ age) => {
    rings.clear();
    for (const delay of [0, 0.2, 0.4]) {
      const share = still ? 0.35 + delay : (age / RIPPLE_MS - delay) / (1 - delay);
      if (share > 0 && share < 1) rings.circle(x, y, far * share).stroke({ color: PAPER, width: (far / 45) * (1 - share) + 1, alpha: (1 - share) * 0.8 });
    }
    stage.request();
  };
  over(stage, RIPPLE_MS, draw, () => rings.destroy());
}

/** @param {import("../stage.js").Stage} stage */
function lightning(stage) {
  const sky = stage.screen.addChild(new Graphics());
  const { width, height } = stage.viewport.peek();
  sky.rect(0, 0, width, height).fill(STRIKE);
  const strike = (/** @type {number} */ since) => (since < 0 ? 0 : Math.exp(-since / 160) * Math.min(1, since / 40));
  over(stage, LIGHTNING_MS, (age) => { sky.alpha = Math.min(0.7, strike(age) * 0.65 + strike(age - 500) * 0.5); }, () => sky.destroy());
}

/** @param {import("../stage.js").Stage} stage */
function shake(stage) {
  const root = stage.app.stage;
  over(stage, SHAKE_MS, (age) => {
    const left = SHAKE_PX * (1 - age / SHAKE_MS) ** 2;
    root.position.set(Math.sin(age / 26) * left, Math.cos(age / 19) * left);
  }, () => root.position.set(0, 0));
}

/**
 * Draw for so long, then clean up; once and still where motion is unwelcome.
 * @param {import("../stage.js").Stage} stage
 * @param {number} ms
 * @param {(age: number) => void} draw
 * @param {() => void} end
 */
function over(stage, ms, draw, end) {
  const done = () => {
    end();
    stage.request();
  };
  let age = 0;
  draw(0);
  stage.request();
  if (reducedMotion()) return void setTimeout(done, ms);
  stage.animate((elapsed) => {
    age += elapsed;
    if (age < ms) draw(age);
    else done();
    return age < ms;
  });
}
