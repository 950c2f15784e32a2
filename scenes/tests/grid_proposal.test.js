import assert from "node:assert/strict";
import { test } from "node:test";
import { LEAST_SURE, fromBox, fromPicture, repeating } from "../../static/scenes/align/proposal.js";

/** Noise that is the same in every run. */
function noise(seed) {
  let state = seed;
  return () => { state = (state * 1664525 + 1013904223) % 4294967296; return state / 4294967296; };
}

/** A painted ground with dark lines each `size` pixels. */
function picture(width, height, size, left, top) {
  const random = noise(7);
  const grey = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const line = Math.abs(((x - left) % size + size) % size) < 1 || Math.abs(((y - top) % size + size) % size) < 1;
      grey[y * width + x] = (line ? 70 : 130) + 40 * Math.sin(x / 90) + 25 * random();
    }
  }
  return grey;
}

const near = (found, wanted, by) => assert.ok(Math.abs(found - wanted) <= by, `${found} is not ${wanted}`);

test("a box over three by two cells says how large they are and where they begin", () => {
  assert.deepEqual(fromBox({ x: 150, y: 75, width: 210, height: 140 }, 3, 2), { size: 70, size_y: 70, offset_x: 10, offset_y: 5 });
  assert.equal(fromBox({ x: 0, y: 0, width: 1, height: 0 }, 1, 1), null);
});

for (const [size, left, top] of [[70, 0, 0], [52, 11, 30], [36.5, 5, 20]]) {
  test(`lines each ${size} px are found under what is painted`, () => {
    const found = fromPicture(picture(900, 700, size, left, top), 900, 700);
    near(found.size, size, 0.1);
    near(found.size_y, size, 0.1);
    near(Math.abs(((found.offset_x - left + size / 2) % size + size) % size - size / 2), 0, 2);
    near(Math.abs(((found.offset_y - top + size / 2) % size + size) % size - size / 2), 0, 2);
    assert.ok(found.sure > LEAST_SURE);
  });
}

test("lines two pixels thick and cells that are not square are met in their middle, from the first to the last", () => {
  const [width, height] = [960, 900];
  const grey = new Uint8ClampedArray(width * height).fill(120);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if ((x - 19 + 60) % 60 < 2 || (y - 34 + 90) % 90 < 2) grey[y * width + x] = 20;
  }
  const found = fromPicture(grey, width, height);
  near(found.size, 60, 0.02);
  near(found.size_y, 90, 0.02);
  near(found.offset_x, 20, 0.5);
  near(found.offset_y, 35, 0.5);
});

test("where nothing repeats, nothing is proposed, or without being sure of it", () => {
  const random = noise(3);
  const grey = Uint8ClampedArray.from({ length: 400 * 300 }, () => random() * 255);
  const found = fromPicture(grey, 400, 300);
  assert.ok(found === null || found.sure < LEAST_SURE, `sure ${found?.sure}`);
  assert.equal(repeating(new Float64Array(500)), null);
});
