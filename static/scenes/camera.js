/**
 * The camera as numbers: which point of the scene is at the viewport's corner, and how large. Pure, so panning and
 * zooming are tested without a canvas.
 *
 * @typedef {import("../base/geometry.js").Point} Point
 * @typedef {import("../base/geometry.js").Box} Box
 * @typedef {{x: number, y: number, zoom: number}} Camera x, y: the scene point at the viewport's top left
 * @typedef {{top: number, right: number, bottom: number, left: number}} Insets parts of the viewport covered by panels
 */
import { clamp } from "../base/geometry.js";

export const ZOOM_MIN = 0.05;
export const ZOOM_MAX = 4;

/** @param {Camera} camera @param {Point} screen @returns {Point} */
export const toWorld = (camera, screen) => ({ x: camera.x + screen.x / camera.zoom, y: camera.y + screen.y / camera.zoom });

/** @param {Camera} camera @param {Point} world @returns {Point} */
export const toScreen = (camera, world) => ({ x: (world.x - camera.x) * camera.zoom, y: (world.y - camera.y) * camera.zoom });

/** @param {Camera} camera @param {number} dx pixels of the screen @param {number} dy @returns {Camera} */
export const panBy = (camera, dx, dy) => ({ ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom });

/**
 * Zoom so that the scene point under `screen` stays there.
 * @param {Camera} camera
 * @param {Point} screen
 * @param {number} factor
 * @returns {Camera}
 */
export function zoomAt(camera, screen, factor) {
  const zoom = clamp(camera.zoom * factor, ZOOM_MIN, ZOOM_MAX);
  const fixed = toWorld(camera, screen);
  return { zoom, x: fixed.x - screen.x / zoom, y: fixed.y - screen.y / zoom };
}

/**
 * Show a whole box in the part of the viewport that no panel covers.
 * @param {Box} box
 * @param {{width: number, height: number}} viewport
 * @param {Insets} insets
 * @param {number} [largest] the zoom never goes beyond this, so one token does not fill the screen
 * @returns {Camera}
 */
export function fit(box, viewport, insets, largest = 1) {
  const width = Math.max(80, viewport.width - insets.left - insets.right);
  const height = Math.max(80, viewport.height - insets.top - insets.bottom);
  const zoom = clamp(Math.min(width / box.width, height / box.height, largest), ZOOM_MIN, ZOOM_MAX);
  return {
    zoom,
    x: box.x + box.width / 2 - (insets.left + width / 2) / zoom,
    y: box.y + box.height / 2 - (insets.top + height / 2) / zoom,
  };
}

/** @param {Camera} camera @param {{width: number, height: number}} viewport @returns {Box} what is seen of the scene */
export function seen(camera, viewport) {
  return { x: camera.x, y: camera.y, width: viewport.width / camera.zoom, height: viewport.height / camera.zoom };
}
