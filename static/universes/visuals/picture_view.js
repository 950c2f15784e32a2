/** A visualisation over the world, large, or as large as the screen. */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { drawLive } from "./live.js";
import { kindWords } from "./visuals.js";

/** @param {{visuals: import("./visuals.js").Visuals}} props */
export function PictureView({ visuals }) {
  const shown = visuals.shown.value;
  return shown && html`<${Shown} visuals=${visuals} shown=${shown} />`;
}

/** @param {{visuals: import("./visuals.js").Visuals, shown: any}} props */
function Shown({ visuals, shown }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const { player } = visuals;
  useEffect(() => drawLive(visuals, /** @type {HTMLCanvasElement} */ (canvas.current), () => visuals.shown.peek()), []);
  const whole = () => (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen());
  const silent = shown.kind !== "physics" && !player.listening.value;
  return html`<section ref=${frame} class="picture-view" style=${{ "--ground": shown.settings.background_color }} aria-label=${t("Picture: {name}", { name: shown.name })}>
    <canvas ref=${canvas} role="img" aria-label=${t("{kind} of what sounds and moves now", { kind: kindWords(shown.kind) })} />
    <div class="picture-head"><h2 class="truncate grow">${shown.name}</h2>
      ${document.fullscreenEnabled && html`<${IconButton} icon="monitor" label=${t("Whole screen")} onClick=${whole} />`}
      <${IconButton} icon="x" label=${t("Back to the world")} onClick=${() => { visuals.looked.value = ""; }} /></div>
    ${silent && html`<div class="picture-silent"><p>${t("It follows what you hear.")}</p><button type="button" class="btn btn-primary" onClick=${player.toggle}><${Icon} name="volume-2" />${t("Listen to it")}</button></div>`}
  </section>`;
}
