/** Effects of those who lead: a click makes a ripple; lightning, shake and night are in the tool's options. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

export class EffectsTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
  }

  down() {}

  move() {}

  /** @param {import("../input.js").Pointer} pointer */
  up(pointer) {
    const { scene } = this.context;
    scene.room.pass("effect.play", { scene: scene.id.value, effect: "ripple", x: Math.round(pointer.world.x), y: Math.round(pointer.world.y) });
  }

  cancel() {}
}

/** @param {{scene: import("../model.js").Scene}} props */
export function EffectsOptions({ scene }) {
  const play = (/** @type {string} */ effect) => scene.room.pass("effect.play", { scene: scene.id.value, effect });
  const night = scene.scene.value?.night ?? 0;
  return html`<section class="panel options options-form" aria-label=${t("Effects")}>
    <b>${t("Effects")}</b><span class="row-s"><${Icon} name="waves" />${t("Click on the map for a ripple.")}</span>
    <button type="button" class="btn btn-s" onClick=${() => play("lightning")}><${Icon} name="zap" />${t("Lightning")}</button>
    <button type="button" class="btn btn-s" onClick=${() => play("shake")}><${Icon} name="vibrate" />${t("Shake")}</button>
    <label><${Icon} name="moon" />${t("Night")}<input type="range" min="0" max="100" step="5" value=${Math.round(night * 100)} onChange=${(/** @type {any} */ event) => scene.room.send("scene.update", { scene: scene.id.value, night: event.target.valueAsNumber / 100 })} /></label>
  </section>`;
}
