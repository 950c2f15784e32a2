/** What is seen of a world: all of it, each thing where it is, and between two states of the simulation in between. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../../static/universes/words.js";
import { placeOf, tidy, valueAt } from "../../static/universes/parameters.js";
import { between, fitted, outlineOf, reachOf, toPixels, toWorld } from "../../static/universes/stage/view.js";

const SIZE = { width: 800, height: 400 };
const ball = (x, y, radius = 1) => ({ shape: "circle", radius, position: [x, y] });

test("all of the world is in the picture", () => {
  for (const [physics, bodies] of [[{ boundary: "none" }, [ball(-30, 5), ball(40, -20, 3)]], [{ boundary: "wall", width: 40, height: 24 }, [ball(0, 0)]]]) {
    const view = fitted(physics, bodies, SIZE);
    const corners = physics.boundary === "wall" ? [{ x: -20, y: 12 }, { x: 20, y: -12 }] : bodies.map(({ position: [x, y] }) => ({ x, y }));
    for (const corner of corners) {
      const { x, y } = toPixels(corner, view);
      assert.ok(x > 0 && x < SIZE.width && y > 0 && y < SIZE.height);
    }
  }
  assert.ok(Number.isFinite(fitted(null, [], SIZE).scale));
});

test("a press is where it was drawn", () => {
  const view = fitted({ boundary: "none" }, [ball(3, 4)], SIZE);
  const { x, y } = toWorld(toPixels({ x: 3, y: 4 }, view), view);
  assert.ok(Math.abs(x - 3) < 1e-9 && Math.abs(y - 4) < 1e-9);
});

test("between two states things are in between; what came in at the other side does not fly across", () => {
  const state = (x, angle) => ({ bodies: [{ id: "a", x, y: 0, angle }] });
  const [half] = between(state(0, 3), state(2, -3), 0.5, Infinity);
  assert.equal(half.x, 1);
  assert.ok(Math.abs(half.angle - Math.PI) < 1e-9);
  assert.equal(between(state(-10, 0), state(10, 0), 0.5, 5)[0].x, 10);
});

test("an outline lies about the centre of mass", () => {
  assert.deepEqual(outlineOf({ shape: "cone", width: 2, height: 3 }), [[-1, -1], [1, -1], [0, 2]]);
  assert.deepEqual(outlineOf({ shape: "polygon", points: [[0, 0], [2, 0], [2, 2], [0, 2]] }), [[-1, -1], [1, -1], [1, 1], [-1, 1]]);
  assert.equal(reachOf({ shape: "capsule", radius: 0.5, height: 3 }), 1.5);
});

test("a slider's place gives back its value, within its range, fine where a range is wide", () => {
  for (const [row, curved, values] of [[{ least: 0, most: 1, whole: false }, false, [0, 0.25, 1]], [{ least: 0, most: 1e6, whole: false }, true, [0, 1, 1e6]], [{ least: 1, most: 32, whole: true }, false, [1, 8, 32]]]) {
    for (const value of values) {
      const found = valueAt(row, placeOf(row, value, curved), curved);
      assert.ok(Math.abs(found - value) <= Math.max(0.02 * value, row.whole ? 0.5 : 1e-3), `${found} for ${value}`);
    }
  }
  assert.equal(valueAt({ least: 0, most: 1, whole: false }, 5000, false), 1);
  assert.equal(tidy(0.123456), 0.1235);
});

test("who looks on is told what was changed, and to what", () => {
  const ops = [["patch", "physics", "w", { gravity: 1.62 }], ["patch", "music", "u", { revision: "abc", bar: 4, bar_at: 12.5 }]];
  assert.equal(wordsOf({ type: "physics.set", ops }), "Gravity 1.62");
  assert.equal(wordsOf({ type: "music.set", ops: [["patch", "music", "u", { tempo: 96, harmony_scale: 1.5, revision: "abc" }]] }), "tempo 96, harmony scale 1.5");
  assert.equal(wordsOf({ type: "simulation.start", ops: [] }), "the world moves");
  assert.equal(wordsOf({ type: "chat.say", ops: [] }), "");
});
