/**
 * Walls, for those who lead: one drawing for all of them, made anew when they change or the zoom leaves its range, never
 * because somebody pans. What a wall is, its form says as its colour does.
 */
import { Graphics } from "../../vendor/pixi.js";
import { computed, effect } from "../../vendor/ui.js";
import { LAMP, NIGHT, PAPER, VERDIGRIS } from "../palette.js";
import { walls } from "./state.js";

const COLOURS = { wall: PAPER, window: "#8ec9e8", terrain: VERDIGRIS, door: LAMP, secret: "#b79df0" };
const WIDTH_PX = 3;
const DASH_PX = 9;

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawWalls(stage, scene) {
  const all = stage.layers.walls.addChild(new Graphics());
  const chosen = stage.layers.walls.addChild(new Graphics());
  const chain = stage.layers.walls.addChild(new Graphics());
  const shown = computed(() => scene.tool.value === "wall" || (walls.always.value && scene.room.leads.value));
  /** Lines keep about their width on the screen: they are drawn for the next power of the root of two. */
  const scale = computed(() => 2 ** (Math.round(Math.log2(1 / stage.camera.value.zoom) * 2) / 2));
  effect(() => {
    all.visible = chosen.visible = shown.value;
    stage.request();
  });
  effect(() => {
    if (!shown.value) return;
    const carried = walls.carried.value;
    drawAll(all, scene.kindHere("wall").value.filter((wall) => !carried.has(wall.id)), scale.value);
    stage.request();
  });
  effect(() => {
    if (!shown.value) return;
    const carried = walls.carried.value;
    const selection = walls.selection.value;
    const lines = scene.kindHere("wall").value.filter((wall) => selection.has(wall.id) || carried.has(wall.id));
    drawChosen(chosen, lines.map((wall) => ({ ...wall, ...carried.get(wall.id) })), scale.value);
    stage.request();
  });
  effect(() => {
    chain.clear();
    if (scene.tool.value === "wall") drawChain(chain, walls.chain.value, scale.value, walls.nature.value.kind);
    stage.request();
  });
  /** Walls that are gone are not selected any more. */
  effect(() => {
    const there = new Set(scene.kindHere("wall").value.map((wall) => wall.id));
    const kept = [...walls.selection.peek()].filter((id) => there.has(id));
    if (kept.length !== walls.selection.peek().size) walls.selection.value = new Set(kept);
  });
}

/** @param {Graphics} graphics @param {any[]} lines @param {number} scale scene pixels for one of the screen */
function drawAll(graphics, lines, scale) {
  graphics.clear();
  const width = WIDTH_PX * scale;
  for (const { x1, y1, x2, y2 } of lines) graphics.moveTo(x1, y1).lineTo(x2, y2);
  if (lines.length) graphics.stroke({ color: NIGHT, width: width * 2, alpha: 0.75 });
  for (const [kind, color] of Object.entries(COLOURS)) {
    const alike = lines.filter((line) => line.kind === kind);
    if (!alike.length) continue;
    for (const line of alike) trace(graphics, line, kind, scale);
    graphics.stroke({ color, width: kind === "door" ? width * 1.8 : width, cap: "butt" });
    for (const line of alike) if (line.direction && line.direction !== "both") arrow(graphics, line, scale);
    if (alike.some((line) => line.direction && line.direction !== "both")) graphics.fill(color);
  }
  const edge = 5 * scale; /* squares: circles at thousands of ends would be most of the drawing */
  for (const { x1, y1, x2, y2 } of lines) graphics.rect(x1 - edge / 2, y1 - edge / 2, edge, edge).rect(x2 - edge / 2, y2 - edge / 2, edge, edge);
  if (lines.length) graphics.fill(PAPER);
}

/** A window is two lines, terrain and secret doors are dashed. @param {Graphics} graphics @param {any} line @param {string} kind @param {number} scale */
function trace(graphics, { x1, y1, x2, y2 }, kind, scale) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  if (kind === "window") {
    const apart = 2.5 * scale;
    for (const side of [-apart, apart]) graphics.moveTo(x1 - uy * side, y1 + ux * side).lineTo(x2 - uy * side, y2 + ux * side);
  } else if (kind === "terrain" || kind === "secret") {
    const dash = (kind === "terrain" ? 0.6 : 1.2) * DASH_PX * scale;
    const step = Math.max(dash * 1.7, length / 200);
    for (let along = 0; along < length; along += step) {
      const to = Math.min(along + dash, length);
      graphics.moveTo(x1 + ux * along, y1 + uy * along).lineTo(x1 + ux * to, y1 + uy * to);
    }
  } else graphics.moveTo(x1, y1).lineTo(x2, y2);
}

/**
 * A one-way wall's arrow points where one sees through: "left" stops only who stands left of it (y points down, so left
 * of the way from the first end to the second is at (dy, -dx)).
 * @param {Graphics} graphics @param {any} line @param {number} scale
 */
function arrow(graphics, { x1, y1, x2, y2, direction }, scale) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const side = direction === "left" ? 1 : -1;
  const [nx, ny] = [((y2 - y1) / length) * side, (-(x2 - x1) / length) * side];
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const size = 7 * scale;
  graphics.poly([mx - ux * size, my - uy * size, mx + ux * size, my + uy * size, mx + nx * size * 1.8, my + ny * size * 1.8]);
}

/** @param {Graphics} graphics @param {any[]} lines @param {number} scale */
function drawChosen(graphics, lines, scale) {
  graphics.clear();
  if (!lines.length) return;
  for (const { x1, y1, x2, y2 } of lines) graphics.moveTo(x1, y1).lineTo(x2, y2);
  graphics.stroke({ color: LAMP, width: WIDTH_PX * scale * 3, alpha: 0.45, cap: "round" });
  for (const { x1, y1, x2, y2 } of lines) graphics.circle(x1, y1, 5 * scale).circle(x2, y2, 5 * scale);
  graphics.fill(LAMP).stroke({ color: NIGHT, width: 1.5 * scale });
}

/** @param {Graphics} graphics @param {import("../../base/geometry.js").Point[]} corners @param {number} scale @param {string} kind */
function drawChain(graphics, corners, scale, kind) {
  const color = COLOURS[/** @type {keyof typeof COLOURS} */ (kind)] ?? PAPER;
  if (corners.length > 1) {
    graphics.moveTo(corners[0].x, corners[0].y);
    for (const { x, y } of corners.slice(1)) graphics.lineTo(x, y);
    graphics.stroke({ color, width: WIDTH_PX * scale, alpha: 0.85, cap: "round", join: "round" });
  }
  for (const { x, y } of corners) graphics.circle(x, y, 4.5 * scale);
  if (corners.length) graphics.fill(color).stroke({ color: NIGHT, width: 1.5 * scale });
}
