/** Covers in a page: drawn once, and moved a few times a second while they can be seen, unless somebody wants stillness. */
import { on, reducedMotion } from "../base/dom.js";
import { coverOf, drawCover } from "./cover.js";

const EVERY_MS = 80;
/** Moments that differ between covers, so that two of a kind do not move as one. */
const APART_S = 17;

/** @param {Iterable<HTMLCanvasElement>} canvases each with data-cover, the id, and data-words, the theme @returns {() => void} ends it */
export function moveCovers(canvases) {
  /** @type {Set<HTMLCanvasElement>} */
  const seen = new Set();
  const covers = new Map([...canvases].map((canvas) => [canvas, coverOf(canvas.dataset.cover ?? "", canvas.dataset.words)]));
  const draw = (/** @type {HTMLCanvasElement} */ canvas) => {
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const later = (covers.get(canvas)?.light[0] ?? 0) * APART_S;
    drawCover(pen, /** @type {import("./cover.js").Cover} */ (covers.get(canvas)), canvas.width, canvas.height, later + (reducedMotion() ? 0 : performance.now() / 1000));
  };
  for (const canvas of covers.keys()) draw(canvas);
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](/** @type {HTMLCanvasElement} */ (target));
  });
  for (const canvas of covers.keys()) watch.observe(canvas);
  const timer = setInterval(() => {
    if (document.visibilityState === "visible" && !reducedMotion()) requestAnimationFrame(() => seen.forEach(draw));
  }, EVERY_MS);
  const leaves = on(window, "pagehide", end);
  function end() {
    clearInterval(timer);
    watch.disconnect();
    leaves();
  }
  return end;
}
