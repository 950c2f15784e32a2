/** Strokes of fog by hand as a mask: white where they reveal, black where they hide, later ones over earlier ones. */
import { Container, Graphics } from "../../vendor/pixi.js";

/** @param {any[]} strokes fog_shape by `order` */
export function drawStrokes(strokes) {
  const all = new Container();
  const ordered = [...strokes].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  let graphics = new Graphics();
  for (const stroke of ordered) {
    const colour = stroke.mode === "reveal" ? "#ffffff" : "#000000";
    if (hasHoles(stroke)) {
      graphics = new Graphics(); /* a hole may cut into its own stroke only */
      all.addChild(graphics);
    } else if (!graphics.parent) all.addChild(graphics);
    fillStroke(graphics, stroke, colour);
    if (hasHoles(stroke)) graphics = new Graphics();
  }
  return all;
}

/** @param {any} stroke */
const hasHoles = ({ polygons }) => polygons?.some((/** @type {any[]} */ rings) => rings.length > 1);

/**
 * @param {Graphics} graphics
 * @param {any} stroke fog_shape
 * @param {string} colour
 */
export function fillStroke(graphics, { kind, points, radius, polygons }, colour) {
  if (polygons) {
    for (const [outer, ...holes] of polygons) {
      graphics.poly(outer.flat()).fill(colour);
      for (const hole of holes) graphics.poly(hole.flat()).cut();
    }
  } else outline(graphics, { kind, points, radius }, colour);
  return graphics;
}

/** @param {Graphics} graphics @param {any} stroke @param {string} colour */
function outline(graphics, { kind, points, radius }, colour) {
  const [[x, y], next] = points;
  if (kind === "rect") graphics.rect(Math.min(x, next[0]), Math.min(y, next[1]), Math.abs(next[0] - x), Math.abs(next[1] - y)).fill(colour);
  else if (kind === "circle") graphics.circle(x, y, radius).fill(colour);
  else if (kind === "polygon") graphics.poly(points.flat()).fill(colour);
  else if (points.length === 1) graphics.circle(x, y, radius).fill(colour);
  else {
    graphics.moveTo(x, y);
    for (const [px, py] of points.slice(1)) graphics.lineTo(px, py);
    graphics.stroke({ color: colour, width: radius * 2, cap: "round", join: "round" });
  }
}
