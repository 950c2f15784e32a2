/** One large dial: turned by a finger, a wheel or arrow keys. */
import { html, useRef } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { FIRST, angleOf, arc, valueAt } from "./turning.js";

const RADIUS = 84;
const STEP = 0.05;

/** @param {{value: number, label: string, muted: boolean, onTurn: (value: number) => void}} props `value` from 0 to 1 */
export function Dial({ value, label, muted, onTurn }) {
  const element = useRef(/** @type {Element | null} */ (null));
  const turn = (/** @type {PointerEvent} */ event) => {
    const box = /** @type {Element} */ (element.current).getBoundingClientRect();
    const at = valueAt(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
    /* Beyond either end it stops there: a finger in the gap must not jump from nothing to all. */
    if (at !== null && Math.abs(at - value) < 0.75) onTurn(at);
  };
  const down = (/** @type {PointerEvent} */ event) => {
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    turn(event);
  };
  const held = (/** @type {PointerEvent} */ event) => { if (event.buttons) turn(event); };
  const key = (/** @type {KeyboardEvent} */ event) => {
    const to = { ArrowUp: value + STEP, ArrowRight: value + STEP, ArrowDown: value - STEP, ArrowLeft: value - STEP, PageUp: value + 4 * STEP, PageDown: value - 4 * STEP, Home: 0, End: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onTurn(Math.max(0, Math.min(1, to)));
  };
  const percent = Math.round(value * 100);
  return html`<div class="dial" ref=${element} role="slider" tabindex="0" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent} aria-valuetext=${muted ? t("{percent} %, muted", { percent }) : `${percent} %`}
      data-muted=${muted} onPointerDown=${down} onPointerMove=${held} onKeyDown=${key} onWheel=${(/** @type {WheelEvent} */ event) => onTurn(Math.max(0, Math.min(1, value - Math.sign(event.deltaY) * STEP)))}>
    <svg viewBox="-100 -100 200 200" aria-hidden="true">
      <path class="dial-track" d=${arc(RADIUS, FIRST, -FIRST)} />
      ${value > 0.004 && html`<path class="dial-value" d=${arc(RADIUS, FIRST, angleOf(value))} />`}
      <circle class="dial-knob" r="66" /><g transform=${`rotate(${angleOf(value)})`}><line class="dial-hand" x1="0" y1="-58" x2="0" y2="-42" /></g>
      <text class="dial-number" y="12">${percent}</text>
    </svg></div>`;
}
