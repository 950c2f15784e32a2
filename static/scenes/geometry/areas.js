/**
 * The outline of an area of effect on the plane of cells, in which every cell is as high as it is wide. Pure; the twin of
 * `scenes/geometry/areas.py`, which says how each shape lies.
 *
 * @typedef {import("../../base/geometry.js").Point} Point
 * @typedef {import("../grid.js").Grid} Grid
 * @typedef {{shape: string, x: number, y: number, size: number, width?: number, angle?: number, rotation?: number}} Shape
 *   x, y in scene pixels; size (radius, length, edge) and width (of a line) in the scene's unit; degrees clockwise, 0 north
 * @typedef {{centre: Point, radius: number | null, corners: Point[] | null}} Outline convex: what lies within `radius` of
 *   `centre` (when given) and within `corners` (when given; clockwise on the screen)
 */
import { heightOf } from "../grid.js";

/** Cones of a smaller angle than this end straight. */
const STRAIGHT_CONE = 60;
export const isRound = (/** @type {string} */ shape) => shape === "circle" || shape === "cylinder";

/** @param {Grid} grid @param {Point} point @returns {Point} in cells from the offset */
export const toPlane = (grid, point) => ({ x: (point.x - grid.offset_x) / grid.size, y: (point.y - grid.offset_y) / heightOf(grid) });

/** @param {Grid} grid @param {Point} point @returns {Point} in scene pixels */
export const fromPlane = (grid, point) => ({ x: grid.offset_x + point.x * grid.size, y: grid.offset_y + point.y * heightOf(grid) });

/**
 * @param {Grid} grid
 * @param {Shape} area
 * @returns {Outline}
 */
export function outlineOf(grid, area) {
  const centre = toPlane(grid, area);
  const turn = ((area.rotation ?? 0) * Math.PI) / 180;
  const size = area.size / grid.distance;
  const at = (/** @type {[number, number][]} */ ...corners) => corners.map(([x, y]) => ({
    x: centre.x + x * Math.cos(turn) - y * Math.sin(turn),
    y: centre.y + x * Math.sin(turn) + y * Math.cos(turn),
  }));
  if (isRound(area.shape)) return { centre, radius: size, corners: null };
  if (area.shape === "cone") {
    const half = ((area.angle ?? 53.13) * Math.PI) / 360;
    if ((area.angle ?? 53.13) >= STRAIGHT_CONE) {
      const far = size * 2; /* the wedge ends beyond the arc that cuts it */
      const [across, up] = [far * Math.sin(half), far * Math.cos(half)];
      return { centre, radius: size, corners: at([0, 0], [-across, -up], [across, -up]) };
    }
    const end = size * Math.tan(half);
    return { centre, radius: null, corners: at([0, 0], [-end, -size], [end, -size]) };
  }
  if (area.shape === "line") {
    const half = (area.width ?? 5) / grid.distance / 2;
    return { centre, radius: null, corners: at([-half, 0], [-half, -size], [half, -size], [half, 0]) };
  }
  const half = size / 2;
  return { centre, radius: null, corners: at([-half, -half], [half, -half], [half, half], [-half, half]) };
}

/** @param {Outline} outline @returns {{left: number, top: number, right: number, bottom: number}} in cells */
export function boxOfOutline({ centre, radius, corners }) {
  const boxes = [];
  if (radius !== null) boxes.push({ left: centre.x - radius, top: centre.y - radius, right: centre.x + radius, bottom: centre.y + radius });
  if (corners) {
    const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    boxes.push({ left: Math.min(...across), top: Math.min(...down), right: Math.max(...across), bottom: Math.max(...down) });
  }
  return {
    left: Math.max(...boxes.map((box) => box.left)), top: Math.max(...boxes.map((box) => box.top)),
    right: Math.min(...boxes.map((box) => box.right)), bottom: Math.min(...boxes.map((box) => box.bottom)),
  };
}

const ARC_STEPS = 24;

/**
 * The outline as it is drawn, in scene pixels.
 * @param {Grid} grid
 * @param {Shape} area
 * @returns {Point[]}
 */
export function polygonOf(grid, area) {
  const { centre, radius, corners } = outlineOf(grid, area);
  const arc = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ steps) => Array.from({ length: steps + 1 }, (_, step) => {
    const turn = from + ((to - from) * step) / steps;
    return { x: centre.x + (radius ?? 0) * Math.cos(turn), y: centre.y + (radius ?? 0) * Math.sin(turn) };
  });
  let points = corners ?? [];
  if (radius !== null && !corners) points = arc(0, Math.PI * 2, ARC_STEPS * 3).slice(1);
  else if (radius !== null) {
    const middle = (((area.rotation ?? 0) - 90) * Math.PI) / 180;
    const half = ((area.angle ?? 53.13) * Math.PI) / 360;
    points = [centre, ...arc(middle - half, middle + half, ARC_STEPS)];
  }
  return points.map((point) => fromPlane(grid, point));
}
