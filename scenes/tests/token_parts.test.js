/** Parts of tokens: what is written into a bar, what is drawn of it, lines that several stand in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { aligned } from "../../static/scenes/tokens/align.js";
import { barWords, fullness, hurt, written } from "../../static/scenes/tokens/bars.js";

test("a number is what it becomes, a sign by how much", () => {
  assert.deepEqual(written("12"), { value: 12 });
  assert.deepEqual(written(" -3,5 "), { change: -3.5 });
  assert.deepEqual(written("+4"), { change: 4 });
  for (const text of ["", "+", "ten", "1d6", "1e9"]) assert.equal(written(text), null);
});

test("a bar is as full as its value, and without an end it is a number", () => {
  assert.deepEqual([fullness({ name: "HP", value: 3, max: 12 }), fullness({ name: "HP", value: 20, max: 12 }), fullness({ name: "AC", value: 15, max: null })], [0.25, 1, null]);
  assert.deepEqual([hurt({ name: "HP", value: 12, max: 12 }), hurt({ name: "HP", value: -1, max: 12 }), hurt({ name: "AC", value: 15, max: null })], [false, true, false]);
  assert.deepEqual([barWords({ name: "HP", value: 3, max: 12 }), barWords({ name: "AC", value: 15, max: null })], ["3 / 12", "15"]);
});

const three = [{ id: "a", x: 0, y: 50 }, { id: "b", x: 300, y: 0 }, { id: "c", x: 90, y: 200 }];

test("they stand in a line at one edge, in the middle, or evenly spread", () => {
  assert.deepEqual(aligned(three, "left").map(({ x }) => x), [0, 0, 0]);
  assert.deepEqual(aligned(three, "middle").map(({ y }) => y), [100, 100, 100]);
  assert.deepEqual(Object.fromEntries(aligned(three, "across").map(({ id, x }) => [id, x])), { a: 0, c: 150, b: 300 });
  assert.deepEqual(aligned(three, "down").map(({ id }) => id), ["b", "a", "c"]);
});
