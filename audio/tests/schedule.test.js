/** What is heard when, whoever comes late; and what is done when a playhead runs off. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ahead, correction, fadeCurve, faded, gainOf, levelled, playhead, startOf } from "../../static/audio/schedule.js";

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

test("a fade begins and ends where it is told, and two that cross are as loud as one", () => {
  const out = { from: 1, to: 0, at: 50, seconds: 4 };
  const into = { from: 0, to: 1, at: 50, seconds: 4 };
  near(faded(out, 40), 1);
  near(faded(out, 60), 0);
  for (const now of [50, 51, 52.3, 54]) near(faded(out, now) ** 2 + faded(into, now) ** 2, 1);
  near(faded({ from: 0.5, to: 0.5, at: 0, seconds: 1 }, 0.3), 0.5);
  near(faded({ from: 0, to: 1, at: 5, seconds: 0 }, 5), 1);
  assert.equal(faded(null, 1), 1);
});

test("the rest of a fade is a curve from where it is now", () => {
  const fade = { from: 0, to: 1, at: 50, seconds: 4 };
  const rest = fadeCurve(fade, 52);
  near(rest.wait, 0);
  near(rest.seconds, 2);
  near(rest.gains[0], faded(fade, 52), 1e-6);
  near(rest.gains.at(-1), 1, 1e-6);
  const whole = fadeCurve(fade, 49.5);
  near(whole.wait, 0.5);
  near(whole.gains[0], 0);
  assert.equal(fadeCurve(fade, 54), null);
  assert.equal(fadeCurve(null, 0), null);
});

test("files are brought to one loudness, within bounds; what was not measured is left", () => {
  near(levelled(-18), 1);
  near(20 * Math.log10(levelled(-12)), -6, 1e-6);
  near(20 * Math.log10(levelled(-70)), 12, 1e-6);
  assert.equal(levelled(null), 1);
  assert.deepEqual([gainOf(0), gainOf(0.5), gainOf(1), gainOf(7)], [0, 0.25, 1, 1]);
});
