/** What the tools of walls, lights and fog have in hand; their options and what is drawn read the same signals. */
import { signal } from "../../vendor/ui.js";

/** @typedef {import("../../base/geometry.js").Point} Point */

export const walls = {
  /** what new walls are and stop, beside what their kind brings */
  nature: signal(/** @type {Record<string, string>} */ ({ kind: "wall" })),
  selection: signal(/** @type {Set<string>} */ (new Set())),
  /** corners of the chain under way, the last one under the pointer */
  chain: signal(/** @type {Point[]} */ ([])),
  /** walls that are being dragged, where they are now @type {import("../../vendor/ui.js").Signal<Map<string, any>>} */
  carried: signal(new Map()),
  /** a press on a wall begins a new one there */
  onto: signal(false),
  /** shown while other tools are held too */
  always: signal(false),
};

export const lights = {
  preset: signal("torch"),
  selected: signal(/** @type {string | null} */ (null)),
  /** @type {import("../../vendor/ui.js").Signal<{id: string, x: number, y: number} | null>} */
  carried: signal(null),
};

export const fog = {
  mode: signal(/** @type {"reveal" | "hide"} */ ("reveal")),
  kind: signal(/** @type {"rect" | "polygon" | "brush" | "circle"} */ ("rect")),
  /** of the brush, in cells */
  size: signal(1),
  cutByWalls: signal(false),
  /** the stroke under way @type {import("../../vendor/ui.js").Signal<{kind: string, points: number[][], radius: number} | null>} */
  draft: signal(null),
  /** the stroke whose points are shown */
  editing: signal(/** @type {string | null} */ (null)),
};
