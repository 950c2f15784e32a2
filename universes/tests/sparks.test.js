/** What has met glows when the picture shows it, not when it is told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LASTS_MS, Sparks } from "../../static/universes/stage/sparks.js";

test("a blow glows from its moment on, with its bodies, and dies away", () => {
  const sparks = new Sparks();
  sparks.strike([{ x: 1, y: 2, impulse: 5, a: "ball", b: "wall" }, { x: 0, y: 0, impulse: 0.001, a: "dust", b: null }], 1090);
  assert.deepEqual(sparks.glowing(1000), []);
  assert.equal(sparks.struck(1089).size, 0);
  assert.deepEqual(sparks.glowing(1090).map(({ age, bodies }) => [age, bodies]), [[0, ["ball", "wall"]]]);
  assert.ok(sparks.struck(1100).get("ball") > sparks.struck(1300).get("ball"));
  assert.deepEqual(sparks.glowing(1090 + LASTS_MS), []);
});
