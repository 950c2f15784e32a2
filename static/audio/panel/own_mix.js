/** One's own mix on this device, whether it is in step, and what a wireless loudspeaker adds. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { DELAY_MAX, GROUPS } from "../mix.js";
import { groupIcon, groupName, stepSentence, stepWords } from "../words.js";
import { Slider } from "./slider.js";

/** @param {{sound: import("../page.js").TableSound}} props */
export function OwnMix({ sound: { mix, engine } }) {
  const own = mix.own.value;
  const step = engine.step.value;
  return html`<section class="stack-s sound-card" aria-labelledby="own-mix">
    <div class="row-s nowrap"><h3 id="own-mix" class="grow">${t("On this device")}</h3>
      <span class="chip sound-step" data-step=${step.state}><${StepDot} step=${step} />${stepWords(step)}</span>
      <${IconButton} icon=${own.muted ? "volume-x" : "volume-2"} pressed=${own.muted} label=${own.muted ? t("Hear the table again") : t("Mute on this device")} onClick=${() => mix.set({ muted: !own.muted })} /></div>
    <${Slider} label=${t("Own volume of everything")} words=${t("All")} icon="volume-2" value=${own.master} onInput=${(/** @type {number} */ master) => mix.set({ master })} />
    ${GROUPS.map((group) => html`<${Slider} key=${group} label=${t("Own volume of {group}", { group: groupName(group) })} words=${groupName(group)} icon=${groupIcon(group)} value=${own[group]} onInput=${(/** @type {number} */ value) => mix.set({ [group]: value })} />`)}
    <details class="fold"><summary>${t("In step with the others")}</summary><div class="stack-s">
      <p class="small quiet">${stepSentence(step)}</p>
      <${Slider} label=${t("Delay of a wireless loudspeaker, in milliseconds")} words=${t("Bluetooth")} icon="speaker" value=${own.delay} max=${DELAY_MAX} step=${5} text=${(/** @type {number} */ ms) => t("{ms} ms", { ms: Math.round(ms) })} onInput=${(/** @type {number} */ delay) => mix.set({ delay })} />
      <p class="small quiet">${t("Does this device come later than the others? Move this until they are together: mostly 150 to 300 ms.")}</p></div></details>
  </section>`;
}

/** @param {{step: import("../engine.js").Step}} props */
export function StepDot({ step: { state, ms } }) {
  const dot = state === "measured" ? (ms <= 50 ? "dot-good" : "dot-bad") : state === "measuring" ? "dot-busy" : state === "blocked" ? "dot-bad" : "";
  return html`<i class=${`dot ${dot}`} />`;
}

/** In the top bar, while something sounds. @param {{sound: import("../page.js").TableSound, onOpen: () => void}} props */
export function StepChip({ sound: { engine }, onOpen }) {
  const step = engine.step.value;
  if (step.state === "silent") return null;
  return html`<button type="button" class="chip sound-chip" data-step=${step.state} title=${t("Sound")} aria-label=${t("Sound: {step}", { step: stepWords(step) })} onClick=${onOpen}><${StepDot} step=${step} /><span>${stepWords(step)}</span></button>`;
}

/** Over everything, where the browser keeps the page silent. @param {{sound: {engine: import("../engine.js").Engine, mix: import("../mix.js").Mix}}} props */
export function Unlock({ sound: { engine, mix } }) {
  if (!engine.blocked.value || mix.own.value.muted) return null;
  return html`<div class="panel sound-unlock" role="alert">
    <button type="button" class="btn btn-primary" onClick=${engine.wake}><${Icon} name="volume-2" />${t("Click to hear the table")}</button>
    <p class="small quiet">${t("Browsers keep pages silent until they are touched.")}
      <button type="button" class="btn btn-s btn-quiet" onClick=${() => mix.set({ muted: true })}>${t("Stay silent")}</button></p></div>`;
}
