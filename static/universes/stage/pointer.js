/** Hands on the world: choose, drag, pan, two fingers, wheel; and the same by keys. */
import { on } from "../../base/dom.js";
import { toWorld } from "./view.js";

/** Fingers are not points. */
const NEAR_PX = 14;
const SLIP_PX = 5;
const PAN_PX = 40;
export const ZOOM = 1.2;

/** The picture's size, and the part of it that no panel covers. @param {HTMLCanvasElement} canvas */
export function sizeOf(canvas) {
  const free = /** @type {HTMLElement} */ (canvas.nextElementSibling);
  return { width: Math.max(canvas.clientWidth, 1), height: Math.max(canvas.clientHeight, 1), frame: { left: free.offsetLeft, top: free.offsetTop, width: Math.max(free.offsetWidth, 1), height: Math.max(free.offsetHeight, 1) } };
}

/** @param {import("./stage.js").Stage} stage @param {HTMLCanvasElement} canvas @returns {() => void} */
export function listen(stage, canvas) {
  const { world } = stage;
  /** @type {null | {id: string | null, x: number, y: number, moved: boolean}} */
  let held = null;
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  const at = (/** @type {{clientX: number, clientY: number}} */ event) => {
    const box = canvas.getBoundingClientRect();
    const view = stage.viewOf(sizeOf(canvas));
    return { view, place: toWorld({ x: event.clientX - box.left, y: event.clientY - box.top }, view) };
  };
  const still = () => world.edits.peek() && world.simulation.peek()?.status !== "running";

  /** @param {PointerEvent} event two fingers: what is between them stays between them */
  function pinch(event) {
    const [one, other] = [...fingers.values()];
    const before = { far: Math.hypot(one.x - other.x, one.y - other.y), x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [first, second] = [...fingers.values()];
    const after = { far: Math.hypot(first.x - second.x, first.y - second.y), x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
    const { view, place } = at({ clientX: before.x, clientY: before.y });
    const scale = view.scale * (after.far / Math.max(before.far, 1));
    const part = view.scale / scale;
    stage.look({ ...view, scale, x: place.x + (view.x - place.x) * part - (after.x - before.x) / scale, y: place.y + (view.y - place.y) * part + (after.y - before.y) / scale });
  }

  function let_go() {
    held = null;
    stage.drag.value = null;
  }

  const stops = [
    on(canvas, "pointerdown", (/** @type {PointerEvent} */ event) => {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (fingers.size > 1) return let_go();
      const { view, place } = at(event);
      const body = stage.bodyAt(place, NEAR_PX / view.scale);
      stage.chosen.value = body?.id ?? "";
      held = { id: body && still() ? body.id : null, x: event.clientX, y: event.clientY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    }),
    on(canvas, "pointermove", (/** @type {PointerEvent} */ event) => {
      if (fingers.size === 2) return pinch(event);
      if (!held) {
        const { view, place } = at(event);
        stage.hovered.value = event.pointerType === "mouse" ? (stage.bodyAt(place, 2 / view.scale)?.id ?? "") : "";
        return undefined;
      }
      if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLIP_PX) return undefined;
      const { view, place } = at(event);
      if (held.id) stage.drag.value = { id: held.id, ...place };
      else stage.look({ ...view, x: view.x - (event.clientX - held.x) / view.scale, y: view.y + (event.clientY - held.y) / view.scale });
      held = held.id ? { ...held, moved: true } : { ...held, x: event.clientX, y: event.clientY, moved: true };
      return undefined;
    }),
    on(canvas, "pointerup", async (/** @type {PointerEvent} */ event) => {
      fingers.delete(event.pointerId);
      const moved = stage.drag.peek();
      held = null;
      if (moved) await stage.put(moved.id, moved);
      stage.drag.value = null;
    }),
    on(canvas, "pointercancel", (/** @type {PointerEvent} */ event) => { fingers.delete(event.pointerId); let_go(); }),
    on(canvas, "pointerleave", () => { stage.hovered.value = ""; }),
    on(canvas, "wheel", (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      const { view, place } = at(event);
      const scale = view.scale * Math.exp(-event.deltaY / 400);
      const part = view.scale / scale;
      stage.look({ ...view, scale, x: place.x + (view.x - place.x) * part, y: place.y + (view.y - place.y) * part });
    }, { passive: false }),
    on(canvas, "keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !key(stage, canvas, event, still())) return;
      event.preventDefault();
      event.stopPropagation();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });

/**
 * Arrows move the chosen body a tenth of a metre, with Shift a metre, or else the view; N and P choose the next and the one before.
 * @param {import("./stage.js").Stage} stage @param {HTMLCanvasElement} canvas @param {KeyboardEvent} event @param {boolean} still whether bodies may be moved
 * @returns {boolean} whether this key means anything
 */
function key(stage, canvas, event, still) {
  const view = stage.viewOf(sizeOf(canvas));
  const arrow = ARROWS[event.key];
  const bodies = stage.world.bodies.peek();
  const chosen = bodies.find((body) => body.id === stage.chosen.peek());
  if (arrow && chosen && still) {
    const by = event.shiftKey ? 1 : 0.1;
    stage.put(chosen.id, { x: chosen.position[0] + arrow[0] * by, y: chosen.position[1] + arrow[1] * by });
  } else if (arrow) stage.look({ ...view, x: view.x + (arrow[0] * PAN_PX) / view.scale, y: view.y + (arrow[1] * PAN_PX) / view.scale });
  else if (event.key === "+" || event.key === "=") stage.look({ ...view, scale: view.scale * ZOOM });
  else if (event.key === "-") stage.look({ ...view, scale: view.scale / ZOOM });
  else if (event.key === "0") stage.all();
  else if ((event.key === "n" || event.key === "p") && bodies.length) {
    const place = chosen ? bodies.indexOf(chosen) : event.key === "n" ? -1 : 0;
    stage.chosen.value = bodies[(place + (event.key === "n" ? 1 : -1) + bodies.length) % bodies.length].id;
  } else if (event.key === "Escape" && chosen) stage.chosen.value = "";
  else return false;
  return true;
}
