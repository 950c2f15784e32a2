/** Where the world lies on the picture. Pure: metres with y upward in, pixels with y downward out. */

/** @typedef {{scale: number, x: number, y: number, width: number, height: number, frame?: Frame}} View `x` and `y` the place in the middle, `scale` pixels a metre */
/** @typedef {{left: number, top: number, width: number, height: number}} Frame the part of the picture, in pixels, that nothing lies over */

/** @param {{x: number, y: number}} place @param {View} view */
export const toPixels = ({ x, y }, view) => ({ x: view.width / 2 + (x - view.x) * view.scale, y: view.height / 2 - (y - view.y) * view.scale });
/** @param {{x: number, y: number}} pixel @param {View} view */
export const toWorld = ({ x, y }, view) => ({ x: view.x + (x - view.width / 2) / view.scale, y: view.y - (y - view.height / 2) / view.scale });

/** The farthest point of a body from its middle. @param {any} body */
export function reachOf(body) {
  if (body.shape === "circle") return body.radius;
  if (body.shape === "plane") return 0;
  if (body.shape === "capsule") return Math.max(body.height / 2, body.radius);
  return Math.max(...outlineOf(body).map(([x, y]) => Math.hypot(x, y)), 0.01);
}

/** The corners of a body about its middle, in metres; none of a circle. @param {any} body @returns {[number, number][]} */
export function outlineOf({ shape, width, height, radius, points }) {
  const [w, h] = [width / 2, height / 2];
  if (shape === "box" || shape === "cylinder") return [[-w, -h], [w, -h], [w, h], [-w, h]];
  /* a cone's centre of mass, seen from the side, lies a third of its height over the base */
  if (shape === "cone") return [[-w, -height / 3], [w, -height / 3], [0, (2 * height) / 3]];
  if (shape === "capsule") return capsule(radius, height);
  if (shape !== "polygon" || !points.length) return [];
  const middle = centroid(points);
  return points.map(([x, y]) => [x - middle[0], y - middle[1]]);
}

/** @param {number} radius @param {number} height @returns {[number, number][]} */
function capsule(radius, height) {
  const half = Math.max(height / 2 - radius, 0);
  return Array.from({ length: 24 }, (_, index) => {
    const angle = (index / 24) * 2 * Math.PI;
    return [radius * Math.cos(angle), radius * Math.sin(angle) + (index < 12 ? half : -half)];
  });
}

/** @param {[number, number][]} points @returns {[number, number]} */
function centroid(points) {
  let [area, x, y] = [0, 0, 0];
  for (const [index, [ax, ay]] of points.entries()) {
    const [bx, by] = points[(index + 1) % points.length];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area ? [x / (3 * area), y / (3 * area)] : points[0];
}

/**
 * The view that shows the whole world: its edges where it has some, else what is in it.
 * @param {any} physics @param {{position: [number, number], shape: string}[]} bodies @param {{width: number, height: number, frame?: Frame}} size of the picture; all of it is seen within the frame
 * @returns {View}
 */
export function fitted(physics, bodies, { width, height, frame = { left: 0, top: 0, width, height } }) {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  if (physics && physics.boundary !== "none") {
    [left, bottom, right, top] = [-physics.width / 2, -physics.height / 2, physics.width / 2, physics.height / 2];
  } else {
    for (const body of bodies) {
      const reach = reachOf(body);
      const [x, y] = body.position;
      [left, bottom, right, top] = [Math.min(left, x - reach), Math.min(bottom, y - reach), Math.max(right, x + reach), Math.max(top, y + reach)];
    }
    if (left > right) [left, bottom, right, top] = [-10, -6, 10, 6];
    const spare = Math.max(right - left, top - bottom, 4) * 0.15;
    [left, bottom, right, top] = [left - spare, bottom - spare, right + spare, top + spare];
  }
  const scale = Math.max(Math.min(frame.width / (right - left), frame.height / (top - bottom)) * 0.96, 1e-3);
  const aside = { x: (width / 2 - frame.left - frame.width / 2) / scale, y: (frame.top + frame.height / 2 - height / 2) / scale };
  return { scale, x: (left + right) / 2 + aside.x, y: (bottom + top) / 2 + aside.y, width, height, frame };
}

/**
 * Where everything is between two states that the server told, `part` of the way; angles go the short way, and what jumped
 * to the other side of the world does not fly across it.
 * @param {any} before @param {any} after @param {number} part @param {number} far metres that nothing moves between two states
 */
export function between(before, after, part, far) {
  if (!before || part >= 1) return after.bodies;
  const was = new Map(before.bodies.map((/** @type {any} */ one) => [one.id, one]));
  return after.bodies.map((/** @type {any} */ one) => {
    const from = was.get(one.id);
    if (!from || Math.hypot(one.x - from.x, one.y - from.y) > far) return one;
    const turn = Math.atan2(Math.sin(one.angle - from.angle), Math.cos(one.angle - from.angle));
    return { ...one, x: from.x + (one.x - from.x) * part, y: from.y + (one.y - from.y) * part, angle: from.angle + turn * part };
  });
}
