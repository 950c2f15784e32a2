/** The picture of the world in the middle of the page: drawn when something moves or glows, pressed to choose a body, dragged to move one that stands still. */
import { effect, html, signal, useEffect, useRef } from "../../vendor/ui.js";
import { reducedMotion } from "../../base/dom.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { openBackdrop } from "./backdrop.js";
import { coloursOf } from "./colours.js";
import { drawWorld } from "./draw.js";
import { drawLabel } from "./label.js";
import { LATE_MS } from "./motion.js";
import { listen, sizeOf, ZOOM } from "./pointer.js";
import { Sparks } from "./sparks.js";
import { Trails } from "./trails.js";
import { fitted, reachOf } from "./view.js";

/** @typedef {ReturnType<typeof openStage>} Stage */

/** @param {import("../world.js").World} world @param {import("./motion.js").Motion} motion */
export function openStage(world, motion) {
  const chosen = signal("");
  const hovered = signal("");
  const sparks = new Sparks();
  /** @type {null | Partial<import("./view.js").View>} what one has zoomed and panned to; null shows all */
  let own = null;
  /** @type {null | import("../world.js").Body[]} the bodies where they had got to when one asked to see all */
  let gone = null;
  const drag = signal(/** @type {null | {id: string, x: number, y: number}} */ (null));
  world.room.onPassing((event) => {
    if (event.type !== "simulation.collisions") return;
    sparks.strike(event.data.collisions, performance.now() + LATE_MS);
    motion.changed.value += 1;
  });

  /** @param {ReturnType<typeof sizeOf>} size @returns {import("./view.js").View} */
  function viewOf(size) {
    if (!motion.time()) gone = null; /* where everything began is what the world looks like by itself */
    return { ...fitted(world.physics.peek(), gone ?? world.bodies.peek(), size), ...own, ...size };
  }

  function places() {
    const found = motion.now();
    const held = drag.peek();
    if (held) found.set(held.id, { ...(found.get(held.id) ?? { angle: world.bodies.peek().find((body) => body.id === held.id)?.angle ?? 0 }), x: held.x, y: held.y });
    return found;
  }

  return {
    world, motion, chosen, hovered, drag, sparks, viewOf, places,
    /** The body at a place; the smallest of several. @param {{x: number, y: number}} at metres @param {number} near metres */
    bodyAt(at, near) {
      const now = places();
      const found = world.bodies.peek().filter((body) => {
        const place = now.get(body.id) ?? { x: body.position[0], y: body.position[1] };
        return body.shape !== "plane" && Math.hypot(place.x - at.x, place.y - at.y) <= reachOf(body) + near;
      });
      return found.sort((a, b) => reachOf(a) - reachOf(b))[0] ?? null;
    },
    /** Moves a body for everybody. @param {string} id @param {{x: number, y: number}} place metres */
    put: (id, { x, y }) => world.room.send("body.update", { body: id, position: [rounded(x), rounded(y)] }),
    /** @param {import("./view.js").View} view */
    look(view) { own = { scale: view.scale, x: view.x, y: view.y }; motion.changed.value += 1; },
    all() {
      const now = places();
      own = null;
      gone = world.bodies.peek().map((body) => ({ ...body, position: now.has(body.id) ? [now.get(body.id).x, now.get(body.id).y] : body.position }));
      motion.changed.value += 1;
    },
  };
}

/** @param {{stage: Stage, onAdd: () => void}} props `onAdd` leads to where bodies are added */
export function StageView({ stage, onAdd }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const count = stage.world.bodies.value.length;
  useEffect(() => paint(stage, /** @type {HTMLCanvasElement} */ (canvas.current)), []);
  const words = tn("The world with {count} body", "The world with {count} bodies", count);
  return html`<canvas ref=${canvas} class="world-canvas" role="img" tabindex="0" aria-label=${`${words}. ${t("Arrows move the view, or the chosen body; plus and minus zoom; N chooses the next body.")}`} />
    <div class="world-frame">
      ${count === 0 && stage.world.about.value && html`<div class="empty world-empty"><${Icon} name="orbit" /><h2>${t("Nothing is here yet")}</h2>${stage.world.edits.value ? html`<p>${t("Add a ball or a box, and let the world move.")}</p><button type="button" class="btn btn-primary" onClick=${onAdd}>${t("Add a first body")}</button>` : html`<p>${t("Whoever made this universe has not put anything into it.")}</p>`}</div>`}
      <div class="world-zoom">
        <${IconButton} icon="plus" label=${t("Closer")} onClick=${() => zoom(stage, canvas.current, ZOOM)} />
        <${IconButton} icon="minus" label=${t("Farther")} onClick=${() => zoom(stage, canvas.current, 1 / ZOOM)} />
        <${IconButton} icon="focus" label=${t("Show all")} onClick=${stage.all} /></div>
    </div>`;
}

/** @param {Stage} stage @param {HTMLCanvasElement | null} canvas @param {number} by */
function zoom(stage, canvas, by) {
  if (!canvas) return;
  const view = stage.viewOf(sizeOf(canvas));
  stage.look({ ...view, scale: view.scale * by });
}

/** @param {Stage} stage @param {HTMLCanvasElement} canvas @returns {() => void} */
function paint(stage, canvas) {
  const { world, motion, sparks } = stage;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const trails = new Trails();
  const backdrop = openBackdrop();
  let colours = coloursOf(canvas);
  let asked = 0;

  function draw() {
    asked = 0;
    const size = sizeOf(canvas);
    const dense = Math.min(window.devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(size.width * dense) || canvas.height !== Math.round(size.height * dense)) {
      canvas.width = Math.round(size.width * dense);
      canvas.height = Math.round(size.height * dense);
    }
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    const [now, calm, physics] = [performance.now(), reducedMotion(), world.physics.peek()];
    const places = stage.places();
    if (!motion.moving()) trails.forget();
    else if (!calm) trails.add(places, physics?.boundary === "wrap" ? Math.min(physics.width, physics.height) / 2 : Infinity);
    const view = stage.viewOf(size);
    const told = drawWorld(pen, view, { bodies: world.bodies.peek(), constraints: world.constraints.peek(), physics, places, broken: motion.broken(), trails, sparks, calm, chosen: stage.chosen.peek(), hovered: stage.hovered.peek(), colours, backdrop, dense, now });
    if (told && told.body.shape !== "plane") drawLabel(pen, view, told.body, told.place, colours);
    if (motion.moving() || sparks.all.length) ask();
  }
  function ask() {
    if (!asked) asked = requestAnimationFrame(draw);
  }
  const stop = effect(() => {
    void [motion.changed.value, world.bodies.value, world.constraints.value, world.physics.value, stage.chosen.value, stage.hovered.value, stage.drag.value];
    ask();
  });
  const again = () => { colours = coloursOf(canvas); ask(); };
  const themed = new MutationObserver(again);
  themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const sized = new ResizeObserver(ask);
  sized.observe(canvas);
  sized.observe(/** @type {Element} */ (canvas.nextElementSibling));
  const quiet = listen(stage, canvas);
  return () => {
    cancelAnimationFrame(asked);
    stop();
    sized.disconnect();
    themed.disconnect();
    quiet();
  };
}

/** Millimetres. @param {number} metres */
const rounded = (metres) => Math.round(metres * 1000) / 1000;
