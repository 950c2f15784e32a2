/** What is heard when, whoever comes late; and what is done when a playhead runs off. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ahead, correction, fadeCurve, gainAt, gainOf, isHeard, jumped, levelled, playhead, startOf, turnOf } from "../../static/audio/schedule.js";

const near = (is, should, within = 1e-9) => assert.ok(Math.abs(is - should) <= within, `${is} is not within ${within} of ${should}`);
const track = (more) => ({ id: "t", name: "Rain", duration: 10, url: "/t", loudness: -18, kind: "loop", ...more });
const sound = ({ track: of, ...more } = {}) => ({
  id: "s", track: track(of), group: "ambience", state: "playing", started: 100, offset: 0, rate: 1, volume: 1, loop: true, fade: null, ends: null, ...more,
});

test("a loop goes round, and who comes late is at the same place", () => {
  near(playhead(sound(), 103), 3);
  near(playhead(sound(), 1_234.5), 4.5);
  near(playhead(sound({ offset: 7 }), 105), 2);
  near(playhead(sound({ rate: 2 }), 104), 8);
  assert.deepEqual(startOf(sound(), 1_000, 0.1), { wait: 0.1, offset: playhead(sound(), 1_000.1) });
});

test("what lies ahead is waited for; what was started with a lead begins everywhere at once", () => {
  near(playhead(sound({ offset: 2 }), 99), 2);
  const start = startOf(sound({ offset: 2 }), 99.6, 0.1);
  near(start.wait, 0.4);
  near(start.offset, 2);
});

test("a sound that does not loop ends, a paused one stands still and is not started", () => {
  const once = sound({ loop: false });
  near(playhead(once, 109.9), 9.9, 1e-6);
  assert.equal(playhead(once, 110), null);
  assert.equal(startOf(once, 110, 0.1), null);
  assert.equal(playhead(sound({ ends: 104 }), 104), null);
  const paused = sound({ state: "paused", offset: 4 });
  near(playhead(paused, 500), 4);
  assert.equal(startOf(paused, 500, 0.1), null);
});

test("how far a playhead is ahead goes the shorter way round a loop", () => {
  near(ahead(3.01, 3, 10), 0.01, 1e-6);
  near(ahead(0.02, 9.99, 10), 0.03, 1e-6);
  near(ahead(9.99, 0.02, 10), -0.03, 1e-6);
  near(ahead(9.99, 0.02, null), 9.97, 1e-6);
});

test("a little is left, more is caught up by the rate, and beyond 50 ms it is sought", () => {
  assert.deepEqual(correction(0.003), { seek: false, rate: 1 });
  const behind = correction(-0.03);
  assert.equal(behind.seek, false);
  assert.ok(behind.rate > 1 && behind.rate < 1.01);
  assert.ok(correction(0.05).rate > 0.99);
  assert.deepEqual(correction(0.051), { seek: true });
  assert.deepEqual(correction(-0.4), { seek: true });
});

test("a loop turns at its last sample; what a codec has put behind it is not heard", () => {
  assert.equal(turnOf(50.155, 50.15510204), 50.15510204);
  assert.equal(turnOf(50.156, 50.15510204), 50.15510204);
  assert.equal(turnOf(4, 4.05), 4);
});

test("what has just begun is sought anew for less, but not without end", () => {
  assert.deepEqual(correction(0.02, 0), { seek: true });
  assert.equal(correction(0.014, 0).seek, false);
  assert.equal(correction(0.02, 3).seek, false);
});

test("a fade begins and ends where it is told, and two that cross are as loud as one", () => {
  const out = { volume: 1, fade: { from: 1, to: 0, at: 50, seconds: 4 } };
  const into = { volume: 1, fade: { from: 0, to: 1, at: 50, seconds: 4 } };
  near(gainAt(out, 40), 1);
  near(gainAt(out, 60), 0);
  for (const now of [50, 51, 52.3, 54]) near(gainAt(out, now) ** 2 + gainAt(into, now) ** 2, 1);
  near(gainAt({ volume: 0.5, fade: { from: 1, to: 0.5, at: 0, seconds: 1 } }, 3), gainOf(0.5));
  near(gainAt({ volume: 1, fade: { from: 0, to: 1, at: 5, seconds: 0 } }, 5), 1);
  near(gainAt({ volume: 0.5, fade: null }, 1), 0.25);
});

test("the rest of a fade is a curve from where it is now", () => {
  const fading = { volume: 1, fade: { from: 0, to: 1, at: 50, seconds: 4 } };
  const rest = fadeCurve(fading, 52);
  near(rest.wait, 0);
  near(rest.seconds, 2);
  near(rest.gains[0], gainAt(fading, 52), 1e-6);
  near(rest.gains.at(-1), 1, 1e-6);
  const whole = fadeCurve(fading, 49.5);
  near(whole.wait, 0.5);
  near(whole.gains[0], 0);
  assert.equal(fadeCurve(fading, 54), null);
  assert.equal(fadeCurve({ volume: 1, fade: null }, 0), null);
});

test("a sound that is paused with a fade goes on under it, and stands at its offset when it is over", () => {
  const pausing = sound({ state: "paused", offset: 5, fade: { from: 1, to: 0, at: 102, seconds: 3 } });
  near(playhead(pausing, 103), 3);
  assert.ok(isHeard(pausing, 103));
  near(playhead(pausing, 106), 5);
  assert.ok(!isHeard(pausing, 106));
  assert.equal(jumped(sound(), pausing, 102), false);
});

test("a row is a jump only where the playhead is another than before", () => {
  assert.equal(jumped(sound(), sound({ volume: 0.2, fade: { from: 1, to: 0.2, at: 100, seconds: 2 } }), 130), false);
  assert.equal(jumped(sound(), sound({ started: 90 }), 130), false, "a whole round earlier is the same place");
  assert.equal(jumped(sound(), sound({ started: 93 }), 130), true);
  assert.equal(jumped(sound(), sound({ state: "paused", offset: 0 }), 130), true);
  assert.equal(jumped(sound({ loop: false, track: { duration: 60 } }), sound({ track: { duration: 60 } }), 130), true);
  assert.equal(jumped(sound(), sound({ ends: 150 }), 130), false);
});

test("files are brought to one loudness, within bounds; what was not measured is left", () => {
  near(levelled(-18), 1);
  near(20 * Math.log10(levelled(-12)), -6, 1e-6);
  near(20 * Math.log10(levelled(-70)), 12, 1e-6);
  assert.equal(levelled(null), 1);
  assert.deepEqual([gainOf(0), gainOf(0.5), gainOf(1), gainOf(7)], [0, 0.25, 1, 1]);
});
