/** A place in the scene sounds as a loop that everybody who hears it hears at the same moment. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cutoff, soundOf } from "../../static/audio/nearby.js";
import { shift } from "../../static/audio/order.js";
import { gainAt, playhead } from "../../static/audio/schedule.js";
import { angleOf, valueAt } from "../../static/audio/speaker/turning.js";

test("what arrives is as loud as it was told, and where its loop is", () => {
  const track = { id: "t", name: "Fire", duration: 10, url: "/t", loudness: -18, kind: "loop" };
  const sound = soundOf({ id: "e", track, gain: 0.3, muffle: 0.5, pan: -0.2, started: 100 });
  assert.ok(Math.abs(gainAt(sound, 500) - 0.3) < 1e-9);
  assert.ok(Math.abs(playhead(sound, 123) - 3) < 1e-9);
  assert.deepEqual(sound.from, { muffle: 0.5, pan: -0.2 });
});

test("walls take the treble away, octave by octave", () => {
  assert.equal(cutoff(0), 20_000);
  assert.ok(Math.abs(cutoff(1) - 400) < 1e-6);
  assert.ok(cutoff(0.5) > 400 && cutoff(0.5) < 20_000);
});

test("a list keeps the order it is given, and its ends hold", () => {
  assert.deepEqual(shift(["a", "b", "c"], "c", -2), ["c", "a", "b"]);
  assert.deepEqual(shift(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.deepEqual(shift(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
  assert.deepEqual(shift(["a", "b"], "x", 1), ["a", "b"]);
});

test("a dial goes from seven o'clock over noon to five o'clock", () => {
  assert.equal(angleOf(0.5), 0);
  assert.equal(valueAt(0, -10), 0.5);
  assert.equal(valueAt(-1, 10), 0);
  assert.equal(valueAt(1, 10), 1);
  assert.equal(valueAt(0, 0), null);
  for (const value of [0.1, 0.4, 0.9]) {
    const turn = (angleOf(value) * Math.PI) / 180;
    assert.ok(Math.abs(valueAt(Math.sin(turn), -Math.cos(turn)) - value) < 1e-9);
  }
});
