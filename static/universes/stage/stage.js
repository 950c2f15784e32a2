/** The picture of the world in the middle of the page: drawn when something moves, pressed to choose a body, dragged to move one that stands still. */
import { effect, html, signal, useEffect, useRef } from "../../vendor/ui.js";
import { on, reducedMotion } from "../../base/dom.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { Trails, coloursOf, drawWorld } from "./draw.js";
import { fitted, reachOf, toWorld } from "./view.js";

/** Fingers are not points. */
const NEAR_PX = 14;
const ZOOM = 1.2;

/** @typedef {ReturnType<typeof openStage>} Stage */

/** @param {import("../world.js").World} world @param {import("./motion.js").Motion} motion */
export function openStage(world, motion) {
  const chosen = signal("");
  /** @type {null | Partial<import("./view.js").View>} what one has zoomed and panned to; null shows all */
  let own = null;
  const drag = signal(/** @type {null | {id: string, x: number, y: number}} */ (null));

  /** @param {{width: number, height: number}} size @returns {import("./view.js").View} */
  const viewOf = (size) => ({ ...fitted(world.physics.peek(), world.bodies.peek(), size), ...own, ...size });

  function places() {
    const found = motion.now();
    const held = drag.peek();
    if (held) found.set(held.id, { ...(found.get(held.id) ?? { angle: world.bodies.peek().find((body) => body.id === held.id)?.angle ?? 0 }), x: held.x, y: held.y });
    return found;
  }

  return {
    world, motion, chosen, drag, viewOf, places,
    /** The body at a place; the smallest of several. @param {{x: number, y: number}} at metres @param {number} near metres */
    bodyAt(at, near) {
      const now = places();
      const found = world.bodies.peek().filter((body) => {
        const place = now.get(body.id) ?? { x: body.position[0], y: body.position[1] };
        return body.shape !== "plane" && Math.hypot(place.x - at.x, place.y - at.y) <= reachOf(body) + near;
      });
      return found.sort((a, b) => reachOf(a) - reachOf(b))[0] ?? null;
    },
    /** @param {import("./view.js").View} view */
    look(view) { own = { scale: view.scale, x: view.x, y: view.y }; motion.changed.value += 1; },
    all() { own = null; motion.changed.value += 1; },
  };
}

/** @param {{stage: Stage}} props */
export function StageView({ stage }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const count = stage.world.bodies.value.length;
  useEffect(() => paint(stage, /** @type {HTMLCanvasElement} */ (canvas.current)), []);
  return html`<canvas ref=${canvas} class="world-canvas" role="img" aria-label=${tn("The world with {count} body", "The world with {count} bodies", count)} />
    ${count === 0 && html`<div class="empty world-empty"><${Icon} name="orbit" /><h2>${t("Nothing is here yet")}</h2><p>${stage.world.edits.value ? t("Add a first body in the panel of bodies.") : t("Whoever made this universe has not put anything into it.")}</p></div>`}
    <div class="world-zoom">
      <${IconButton} icon="plus" label=${t("Closer")} onClick=${() => zoom(stage, canvas.current, ZOOM)} />
      <${IconButton} icon="minus" label=${t("Farther")} onClick=${() => zoom(stage, canvas.current, 1 / ZOOM)} />
      <${IconButton} icon="focus" label=${t("Show all")} onClick=${stage.all} /></div>`;
}

/** @param {Stage} stage @param {HTMLCanvasElement | null} canvas @param {number} by */
function zoom(stage, canvas, by) {
  if (!canvas) return;
  const view = stage.viewOf(sizeOf(canvas));
  stage.look({ ...view, scale: view.scale * by });
}

/** @param {HTMLCanvasElement} canvas */
const sizeOf = (canvas) => ({ width: Math.max(canvas.clientWidth, 1), height: Math.max(canvas.clientHeight, 1) });

/** @param {Stage} stage @param {HTMLCanvasElement} canvas @returns {() => void} */
function paint(stage, canvas) {
  const { world, motion } = stage;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const trails = new Trails();
  const colours = coloursOf(canvas);
  let asked = 0;

  function draw() {
    asked = 0;
    const size = sizeOf(canvas);
    const dense = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(size.width * dense) || canvas.height !== Math.round(size.height * dense)) {
      canvas.width = Math.round(size.width * dense);
      canvas.height = Math.round(size.height * dense);
    }
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    const places = stage.places();
    if (!motion.moving()) trails.forget();
    else if (!reducedMotion()) trails.add(places);
    drawWorld(pen, stage.viewOf(size), { bodies: world.bodies.peek(), constraints: world.constraints.peek(), physics: world.physics.peek(), places, broken: motion.broken(), trails, chosen: stage.chosen.peek(), colours });
    if (motion.moving()) ask();
  }
  function ask() {
    if (!asked) asked = requestAnimationFrame(draw);
  }
  const stop = effect(() => {
    void [motion.changed.value, world.bodies.value, world.constraints.value, world.physics.value, stage.chosen.value, stage.drag.value];
    ask();
  });
  const sized = new ResizeObserver(ask);
  sized.observe(canvas);
  const quiet = listen(stage, canvas);
  return () => {
    cancelAnimationFrame(asked);
    stop();
    sized.disconnect();
    quiet();
  };
}

/** @param {Stage} stage @param {HTMLCanvasElement} canvas @returns {() => void} */
function listen(stage, canvas) {
  const { world } = stage;
  /** @type {null | {id: string | null, x: number, y: number, moved: boolean}} */
  let held = null;
  const at = (/** @type {MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    const view = stage.viewOf(sizeOf(canvas));
    return { view, place: toWorld({ x: event.clientX - box.left, y: event.clientY - box.top }, view) };
  };
  const stops = [
    on(canvas, "pointerdown", (/** @type {PointerEvent} */ event) => {
      const { view, place } = at(event);
      const body = stage.bodyAt(place, NEAR_PX / view.scale);
      stage.chosen.value = body?.id ?? "";
      held = { id: body && world.edits.peek() && world.simulation.peek()?.status !== "running" ? body.id : null, x: event.clientX, y: event.clientY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    }),
    on(canvas, "pointermove", (/** @type {PointerEvent} */ event) => {
      if (!held || (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 5)) return;
      const { view, place } = at(event);
      if (held.id) stage.drag.value = { id: held.id, ...place };
      else stage.look({ ...view, x: view.x - (event.clientX - held.x) / view.scale, y: view.y + (event.clientY - held.y) / view.scale });
      held = held.id ? { ...held, moved: true } : { ...held, x: event.clientX, y: event.clientY, moved: true };
    }),
    on(canvas, "pointerup", async () => {
      const moved = stage.drag.peek();
      held = null;
      if (!moved) return;
      await world.room.send("body.update", { body: moved.id, position: [rounded(moved.x), rounded(moved.y)] });
      stage.drag.value = null;
    }),
    on(canvas, "pointercancel", () => { held = null; stage.drag.value = null; }),
    on(canvas, "wheel", (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      const { view, place } = at(event);
      const scale = view.scale * Math.exp(-event.deltaY / 400);
      const part = view.scale / scale;
      stage.look({ ...view, scale, x: place.x + (view.x - place.x) * part, y: place.y + (view.y - place.y) * part });
    }, { passive: false }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Millimetres. @param {number} metres */
const rounded = (metres) => Math.round(metres * 1000) / 1000;
