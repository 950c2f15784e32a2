/**
 * How large things are on a screen of glass. Pure.
 *
 * `ppi` counts the screen's own pixels to an inch; a page counts pixels of its own, of which the device has
 * `devicePixelRatio` each. An inch to the cell is the size of miniatures: an inch is five feet.
 *
 * @typedef {import("../camera.js").Camera} Camera
 * @typedef {import("../../base/geometry.js").Box} Box
 */
import { clamp } from "../../base/geometry.js";

export const MM_PER_INCH = 25.4;
/** A bank card by ISO/IEC 7810, ID-1. */
export const CARD_MM = { width: 85.6, height: 53.98 };
export const PPI_MIN = 20;
export const PPI_MAX = 1200;

/** @param {number} inches the diagonal @param {number} width in pixels @param {number} height */
export const ppiOf = (inches, width, height) => Math.hypot(width, height) / inches;

/** @param {number} pixels of the page that a card is wide @param {number} density device pixels in one of the page's */
export const ppiOfCard = (pixels, density) => (pixels * density) / (CARD_MM.width / MM_PER_INCH);

/** How wide a card is, in pixels of the page. @param {number} ppi @param {number} density */
export const cardWidth = (ppi, density) => (ppi / density) * (CARD_MM.width / MM_PER_INCH);

/**
 * What a screen shows of a scene with an inch to the cell.
 * @param {{ppi: number, width: number, height: number}} screen in its own pixels
 * @param {{size: number, distance: number, unit: string}} grid
 * @param {Box} bounds of the scene in its own pixels
 */
export function measures({ ppi, width, height }, grid, bounds) {
  const across = (/** @type {number} */ pixels) => Math.round((pixels / ppi) * 10) / 10;
  const long = (/** @type {number} */ pixels) => Math.round((pixels / grid.size) * grid.distance * 10) / 10;
  return {
    cell: Math.round(ppi),
    columns: across(width),
    rows: across(height),
    mapWidth: long(bounds.width),
    mapHeight: long(bounds.height),
    fits: bounds.width / grid.size <= width / ppi && bounds.height / grid.size <= height / ppi,
  };
}

/**
 * The camera of a screen with an inch to the cell. It looks at `centre` without showing what lies beside the scene, as
 * long as the scene is larger than the screen; a smaller one stands in the middle.
 * @param {{ppi: number, density: number, cell: number}} scale `cell` in scene pixels
 * @param {{x: number, y: number} | null} centre
 * @param {Box} bounds
 * @param {{width: number, height: number}} viewport
 * @returns {Camera}
 */
export function physical({ ppi, density, cell }, centre, bounds, viewport) {
  const zoom = ppi / density / cell;
  const width = viewport.width / zoom;
  const height = viewport.height / zoom;
  const along = (/** @type {number} */ from, /** @type {number} */ size, /** @type {number} */ seen, /** @type {number | undefined} */ at) => (
    size <= seen ? from + size / 2 - seen / 2 : clamp((at ?? from + size / 2) - seen / 2, from, from + size - seen)
  );
  return { zoom, x: along(bounds.x, bounds.width, width, centre?.x), y: along(bounds.y, bounds.height, height, centre?.y) };
}
