/** A volume: follows the hand at once, tells the rest of the page now and then. */
import { html, useRef, useSignal } from "../../vendor/ui.js";
import { Icon } from "../../base/parts.js";

/** A slider says much more than the table needs to follow it. */
const TELL_MS = 120;

/**
 * @param {{label: string, value: number, onInput: (value: number) => void, icon?: string, words?: string, max?: number, step?: number,
 *   disabled?: boolean, text?: (value: number) => string}} props `value` from 0 to `max` (1)
 */
export function Slider({ label, value, onInput, icon, words, max = 1, step = 0.01, disabled = false, text = percent }) {
  const held = useSignal(/** @type {number | null} */ (null));
  const timer = useRef(0);
  const shown = held.value ?? value;
  const move = (/** @type {any} */ event) => {
    held.value = event.target.valueAsNumber;
    if (timer.current) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      if (held.value !== null) onInput(held.value);
    }, TELL_MS);
  };
  const done = (/** @type {any} */ event) => {
    clearTimeout(timer.current);
    timer.current = 0;
    held.value = null;
    onInput(event.target.valueAsNumber);
  };
  return html`<label class="sound-slider">${icon && html`<${Icon} name=${icon} />`}${words && html`<span class="sound-slider-name">${words}</span>`}
    <input type="range" min="0" max=${max} step=${step} value=${shown} disabled=${disabled} aria-label=${label} aria-valuetext=${text(shown)} onInput=${move} onChange=${done} />
    <output class="small quiet" aria-hidden="true">${text(shown)}</output></label>`;
}

/** @param {number} value */
const percent = (value) => `${Math.round(value * 100)} %`;
