/**
 * Going through the messages without a mouse: one message holds the focus, the arrow keys move it, Enter opens what one
 * can do with it. A long press opens the same on a screen that is touched.
 */
import { on } from "../../base/dom.js";

const HOLD_MS = 480;
const STILL_PX = 10;
const INSIDE = "a, button, input, textarea, select, summary, audio, video";

/**
 * @param {HTMLElement} log
 * @param {{find: (id: string) => any, openMenu: (message: any, near: HTMLElement) => void}} chat
 * @returns {() => void} the way to stop
 */
export function browse(log, chat) {
  let held = /** @type {any} */ (null);
  let start = { x: 0, y: 0 };
  const lines = () => /** @type {HTMLElement[]} */ ([...log.querySelectorAll(".line")]);
  const lineOf = (/** @type {EventTarget | null} */ target) => (target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".line")) : null);
  const open = (/** @type {HTMLElement} */ line) => {
    const message = chat.find(line.dataset.message ?? "");
    if (message && !message.deleted) chat.openMenu(message, line);
  };
  const release = () => {
    clearTimeout(held);
    held = null;
  };

  const keys = (/** @type {KeyboardEvent} */ event) => {
    const line = lineOf(event.target);
    if (event.target !== log && event.target !== line) return;
    const all = lines();
    const at = line ? all.indexOf(line) : all.length;
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined && all.length) all[Math.max(0, Math.min(all.length - 1, next))].focus();
    else if (line && (event.key === "Enter" || event.key === " " || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) open(line);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const press = (/** @type {PointerEvent} */ event) => {
    const line = lineOf(event.target);
    if (event.pointerType === "mouse" || !line || (event.target instanceof Element && event.target.closest(INSIDE))) return;
    start = { x: event.clientX, y: event.clientY };
    held = setTimeout(() => open(line), HOLD_MS);
  };
  const moved = (/** @type {PointerEvent} */ event) => { if (held && Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX) release(); };
  /** A long press on Android asks for the browser's own menu at the same moment. */
  const browsersMenu = (/** @type {Event} */ event) => { if (held) event.preventDefault(); };

  const stops = [
    on(log, "keydown", keys), on(log, "pointerdown", press), on(log, "pointermove", moved), on(log, "contextmenu", browsersMenu),
    ...["pointerup", "pointercancel", "pointerleave"].map((type) => on(log, type, release)), on(log, "scroll", release),
  ];
  return () => stops.forEach((stop) => stop());
}
