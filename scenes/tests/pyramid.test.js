/** Which tiles a page asks for: by zoom, by what is in view, and again only where something else is known. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOfTile, changedBoxes, inMap, levelFor, tilesIn } from "../../static/scenes/maps/pyramid.js";

const MAP = { width: 5000, height: 3000, size: 512, levels: 5 };

test("a level serves until its pixels would be drawn much larger than the screen's", () => {
  assert.deepEqual([2, 1, 0.7, 0.6, 0.5, 0.25, 0.01].map((density) => levelFor(5, density)), [0, 0, 0, 1, 1, 2, 4]);
});

test("what touches the view is wanted, the middle first, and nothing beyond the picture", () => {
  const found = tilesIn(MAP, 0, { x: 900, y: -50, width: 700, height: 600 });
  assert.deepEqual(new Set(found.map(({ x, y }) => `${x} ${y}`)), new Set(["1 0", "2 0", "3 0", "1 1", "2 1", "3 1"]));
  assert.deepEqual(found[0], { z: 0, x: 2, y: 0 });
  assert.deepEqual(tilesIn(MAP, 4, { x: 0, y: 0, width: 5000, height: 3000 }), [{ z: 4, x: 0, y: 0 }]);
  assert.deepEqual(tilesIn(MAP, 0, { x: 6000, y: 0, width: 100, height: 100 }), []);
  assert.deepEqual(boxOfTile(MAP, { z: 2, x: 2, y: 1 }), { x: 4096, y: 2048, width: 904, height: 952 });
});

test("a box of the scene is found on a map that is moved, scaled and turned", () => {
  const map = { x: 100, y: 200, width: 400, height: 200, scale: 2, rotation: 0 };
  assert.deepEqual(inMap(map, { x: 300, y: 300, width: 20, height: 40 }), { x: 100, y: 50, width: 10, height: 20 });
  const turned = inMap({ ...map, rotation: 90 }, { x: 500, y: 400, width: 20, height: 40 });
  assert.deepEqual(Object.values(turned).map(Math.round), [200, 90, 20, 10]);
});

test("only what has changed since is fetched again; all of it when the list does not reach back", () => {
  const changes = [[4, 0, 0, 10, 10], [5, 50, 60, 70, 90]];
  assert.deepEqual(changedBoxes({ revision: 4 }, { revision: 5, changes }), [{ x: 50, y: 60, width: 20, height: 30 }]);
  assert.deepEqual(changedBoxes({ revision: 5 }, { revision: 5, changes }), []);
  assert.equal(changedBoxes({ revision: 2 }, { revision: 5, changes }), "all");
  assert.equal(changedBoxes({ revision: 5 }, { revision: 6, changes: [] }), "all");
  assert.equal(changedBoxes({ revision: 6 }, { revision: 1, changes: [] }), "all");
  assert.equal(changedBoxes(null, { revision: 1, changes: [] }), "all");
  assert.deepEqual(changedBoxes(null, null), []);
});
