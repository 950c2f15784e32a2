/** Panning and zooming as numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, panBy, seen, toScreen, toWorld, zoomAt, ZOOM_MAX } from "../../static/scenes/camera.js";

const camera = { x: 100, y: 50, zoom: 2 };

test("the scene point under the pointer stays there while zooming", () => {
  const pointer = { x: 320, y: 240 };
  const before = toWorld(camera, pointer);
  const after = toScreen(zoomAt(camera, pointer, 1.3), before);
  assert.ok(Math.hypot(after.x - pointer.x, after.y - pointer.y) < 1e-9);
});

test("zoom ends at its largest", () => assert.equal(zoomAt(camera, { x: 0, y: 0 }, 100).zoom, ZOOM_MAX));

test("dragging the ground to the right looks further left", () => assert.equal(panBy(camera, 20, 0).x, 90));

test("a fitted scene lies inside what the panels leave free", () => {
  const viewport = { width: 1440, height: 900 };
  const fitted = fit({ x: 0, y: 0, width: 4000, height: 2000 }, viewport, { top: 68, right: 372, bottom: 12, left: 68 });
  const left = toScreen(fitted, { x: 0, y: 0 });
  const right = toScreen(fitted, { x: 4000, y: 2000 });
  assert.ok(left.x >= 67.9 && right.x <= 1440 - 371.9 && left.y >= 67.9 && right.y <= 888.1);
  assert.ok(seen(fitted, viewport).width > 4000);
});
