/** What glows, what trails and what colours there are: bright with the blow, gone after a moment, the heavier the deeper. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gridStep, wobble } from "../../static/universes/stage/backdrop.js";
import { mixed, rgbOf, tonesOf, weightsOf } from "../../static/universes/stage/colours.js";
import { endsOf } from "../../static/universes/stage/links.js";
import { LASTS_MS, Sparks, strengthOf } from "../../static/universes/stage/sparks.js";
import { Trails } from "../../static/universes/stage/trails.js";
import { fitted, toPixels } from "../../static/universes/stage/view.js";

test("a harder blow glows brighter, both bodies shine, and it dies away", () => {
  assert.ok(strengthOf(0.001) === 0 && strengthOf(1) < strengthOf(10) && strengthOf(1e9) === 1);
  const sparks = new Sparks();
  sparks.strike([{ x: 0, y: 0, impulse: 10, a: "one", b: "other" }, { x: 1, y: 0, impulse: 1e-6, a: "third", b: null }], 1000);
  const [soon, later] = [sparks.struck(1010).get("one") ?? 0, sparks.struck(1400).get("other") ?? 0];
  assert.ok(soon > later && later > 0 && !sparks.struck(1010).has("third"));
  assert.equal(sparks.glowing(1000 + LASTS_MS).length, 0);
});

test("a way is as long as there is room for; what comes in at the other side begins a new one", () => {
  const trails = new Trails();
  for (let x = 0; x < 200; x += 1) trails.add(new Map([["a", { x, y: 0 }]]), 5);
  const long = trails.ways.get("a")?.length ?? 0;
  assert.ok(long > 10 && long < 100);
  trails.add(new Map([["a", { x: -40, y: 0 }]]), 5);
  assert.deepEqual(trails.ways.get("a"), [{ x: -40, y: 0 }]);
  const many = new Trails();
  for (let x = 0; x < 200; x += 1) many.add(new Map(Array.from({ length: 500 }, (_, id) => [String(id), { x, y: id }])));
  assert.ok((many.ways.get("7")?.length ?? 99) < long);
});

test("bodies are coloured by their weight among the others", () => {
  const weights = weightsOf([0.1, 1, 100, null]);
  assert.deepEqual([weights[0], weights[2], weights[3]], [0, 1, 1]);
  assert.ok(weights[1] > 0 && weights[1] < 1);
  assert.deepEqual(weightsOf([2, 2]), [0.5, 0.5]);
  const colours = { lamp: "#f2b44b", verdigris: "#5ec2b0", violet: "#ae95e8", dust: "#a79fb0" };
  const ball = (id, mass, fast = false) => ({ id, mass, shape: "circle", radius: 1, static: fast, material: {} });
  const tones = tonesOf([ball("light", 1), ball("heavy", 50), ball("wall", 1, true)], colours);
  assert.deepEqual([tones.get("light"), tones.get("heavy"), tones.get("wall")], [rgbOf(colours.lamp), rgbOf(colours.violet), rgbOf(colours.dust)]);
  assert.deepEqual(mixed([0, 0, 0], [100, 200, 50], 0.5), [50, 100, 25]);
});

test("the world is fitted into what no panel covers", () => {
  const frame = { left: 0, top: 60, width: 600, height: 300 };
  const view = fitted({ boundary: "wall", width: 40, height: 24 }, [], { width: 1000, height: 500, frame });
  for (const corner of [{ x: -20, y: 12 }, { x: 20, y: -12 }]) {
    const { x, y } = toPixels(corner, view);
    assert.ok(x >= 0 && x <= 600 && y >= 60 && y <= 360);
  }
});

test("the grid's lines can be told apart, and the same dust lies at the same place", () => {
  for (const scale of [0.3, 7, 40, 900]) assert.ok(gridStep(scale) * scale >= 64 && gridStep(scale) * scale < 200);
  assert.equal(wobble(3), wobble(3));
});

test("a joint ends where its bodies are turned to, at the world, or nowhere once its body is gone", () => {
  const where = new Map([["a", { x: 1, y: 1, angle: Math.PI / 2 }]]);
  const [from, to] = /** @type {any} */ (endsOf({ type: "distance", body_a: "a", body_b: null, anchor_a: [1, 0], anchor_b: [5, 5] }, where));
  assert.ok(Math.abs(from.x - 1) < 1e-9 && Math.abs(from.y - 2) < 1e-9);
  assert.deepEqual(to, { x: 5, y: 5 });
  assert.equal(endsOf({ body_a: "gone" }, where), null);
});
