/**
 * Pointers and the wheel, translated for tools. Panning (middle, right, Space, two fingers) and zooming (wheel, pinch)
 * belong to every tool and are done here.
 *
 * @typedef {{screen: {x: number, y: number}, world: {x: number, y: number}, shift: boolean, alt: boolean, ctrl: boolean,
 *   kind: "mouse" | "pen" | "touch", clicks: number}} Pointer
 * @typedef {{cursor: string, down: (pointer: Pointer) => void, move: (pointer: Pointer) => void,
 *   up: (pointer: Pointer) => void, cancel: () => void, key?: (event: KeyboardEvent) => boolean | void,
 *   menu?: (pointer: Pointer) => void, wheel?: (steps: number, shift: boolean) => boolean,
 *   takes?: (carried: DataTransfer) => boolean}} Tool `wheel`: whether it took the turn of the wheel; `takes`: whether it
 *   puts down what is dragged out of a panel
 * @typedef {{click?: (pointer: Pointer) => void, menu?: (pointer: Pointer) => void}} Press what lies under the pointer
 *   and answers to a click; `menu`: a right click, or holding it
 */
import { isTyping, on } from "../base/dom.js";
import { apart, between } from "../base/geometry.js";
import { panBy, toWorld, zoomAt } from "./camera.js";

const WHEEL = 0.0016;
const PINCH_WHEEL = 0.012;
const DOUBLE_MS = 350;
const HOLD_MS = 500;
/** Less than this between press and release is not a drag. */
const SLOP_PX = 8;

/**
 * @param {{canvas: HTMLElement, camera: import("../vendor/ui.js").Signal<import("./camera.js").Camera>, tool: () => Tool,
 *   rotate: (degrees: number) => boolean, press?: (pointer: Pointer) => Press | null, hold?: (pointer: Pointer) => boolean}} options
 *   `rotate` says whether something could be turned; `press` what lies under the pointer and takes it from the tool;
 *   `hold` whether holding still meant something
 * @returns {() => void} stop listening
 */
export function listen({ canvas, camera, tool, rotate, press = () => null, hold = () => false }) {
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  let panning = false;
  let space = false;
  let control = false;
  let last = { x: 0, y: 0 };
  let lastClick = { at: 0, x: 0, y: 0, count: 0 };
  /** @type {{spread: number, centre: {x: number, y: number}} | null} */
  let pinch = null;
  /** @type {Press | null} */
  let pressed = null;
  let start = { x: 0, y: 0 };
  /** @type {any} */
  let holding = 0;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  /** @returns {Pointer} */
  const pointer = (event) => {
    const screen = place(event);
    return { screen, world: toWorld(camera.value, screen), shift: event.shiftKey, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey, kind: event.pointerType || "mouse", clicks: lastClick.count };
  };
  const cursor = () => { canvas.style.cursor = panning ? "grabbing" : space ? "grab" : tool().cursor; };

  function down(event) {
    const at = place(event);
    /* What was being typed is done before the press chooses something else: its change belongs to what was chosen. */
    if (isTyping(document.activeElement)) /** @type {HTMLElement} */ (document.activeElement).blur();
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at);
    clearTimeout(holding);
    if (fingers.size === 2) return startPinch();
    if (fingers.size > 2) return;
    start = at;
    panning = event.button === 1 || event.button === 2 || (space && event.button === 0);
    last = at;
    if (!panning && event.button === 0) {
      const again = event.timeStamp - lastClick.at < DOUBLE_MS && apart(at, lastClick) < 12;
      lastClick = { at: event.timeStamp, ...at, count: again ? lastClick.count + 1 : 1 };
      pressed = press(pointer(event));
      if (!pressed) tool().down(pointer(event));
      holding = setTimeout(() => held(pointer(event)), HOLD_MS);
    }
    cursor();
  }

  /** @param {Pointer} where */
  function held(where) {
    const menu = pressed?.menu;
    if (menu) pressed = {};
    if (menu) menu(where);
    else if (!pressed && hold(where)) {
      tool().cancel();
      pressed = {}; /* the release is no click */
    }
  }

  function move(event) {
    const at = place(event);
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, at);
    if (apart(at, start) > SLOP_PX) clearTimeout(holding);
    if (pressed) return;
    if (pinch && fingers.size >= 2) return movePinch(pinch);
    if (panning) {
      camera.value = panBy(camera.value, at.x - last.x, at.y - last.y);
      last = at;
    } else if (!pinch) tool().move(pointer(event));
  }

  function up(event) {
    if (!fingers.delete(event.pointerId)) return;
    clearTimeout(holding);
    const still = apart(place(event), start) <= SLOP_PX;
    const under = pressed;
    pressed = null;
    if (under && still) under.click?.(pointer(event));
    if (event.button === 2 && still && !pinch) menu(pointer(event));
    if (pinch) {
      if (fingers.size === 0) pinch = null; /* the finger that stays must not start to drag */
    } else if (panning) panning = false;
    else if (event.button === 0 && !under) tool().up(pointer(event));
    cursor();
  }

  /** @param {Pointer} where */
  function menu(where) {
    const thing = press(where);
    if (thing?.menu) thing.menu(where);
    else tool().menu?.(where);
  }

  function cancel(event) {
    clearTimeout(holding);
    pressed = null;
    fingers.delete(event.pointerId);
    panning = false;
    if (fingers.size === 0) pinch = null;
    tool().cancel();
  }

  function startPinch() {
    pressed = null;
    tool().cancel();
    panning = false;
    pinch = measure();
  }

  function measure() {
    const [a, b] = [...fingers.values()];
    return { spread: Math.max(apart(a, b), 1), centre: between(a, b) };
  }

  /** @param {{spread: number, centre: {x: number, y: number}}} before */
  function movePinch(before) {
    const now = measure();
    const moved = panBy(camera.value, now.centre.x - before.centre.x, now.centre.y - before.centre.y);
    camera.value = zoomAt(moved, now.centre, now.spread / before.spread);
    pinch = now;
  }

  /** What is dragged out of a panel goes to the tool that knows it, as a pointer does. @param {DragEvent} event */
  function carry(event) {
    if (!event.dataTransfer || !tool().takes?.(event.dataTransfer)) return;
    event.preventDefault();
    if (event.type === "drop") tool().up(pointer(event));
    else tool().move(pointer(event));
  }

  function wheel(event) {
    event.preventDefault();
    const amount = event.deltaMode === 1 ? event.deltaY * 18 : event.deltaY || event.deltaX;
    /* a trackpad's pinch arrives as a wheel with ctrlKey although no key is held */
    const pinched = event.ctrlKey && !control;
    if (!event.ctrlKey && tool().wheel?.(Math.sign(amount), event.shiftKey)) return;
    if (event.shiftKey && rotate(Math.sign(amount) * 15)) return;
    if (event.ctrlKey && control && rotate(Math.sign(amount) * 5)) return;
    camera.value = zoomAt(camera.value, place(event), Math.exp(-amount * (pinched ? PINCH_WHEEL : WHEEL)));
  }

  function key(event) {
    control = event.ctrlKey && event.type === "keydown" ? true : event.key === "Control" ? event.type === "keydown" : control && event.ctrlKey;
    if (event.key !== " " || event.defaultPrevented || isTyping(event.target) || (event.target instanceof HTMLElement && event.target.closest("button, a, summary, [role=tab]"))) return;
    event.preventDefault();
    space = event.type === "keydown";
    cursor();
  }

  const stops = [
    on(canvas, "pointerdown", down), on(canvas, "pointermove", move), on(canvas, "pointerup", up),
    on(canvas, "pointercancel", cancel), on(canvas, "wheel", wheel, { passive: false }),
    on(canvas, "contextmenu", (event) => event.preventDefault()), on(canvas, "dragover", carry), on(canvas, "drop", carry),
    on(window, "keydown", key), on(window, "keyup", key),
    on(window, "blur", () => { space = control = false; }),
  ];
  return () => stops.forEach((stop) => stop());
}
