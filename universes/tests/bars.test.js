/** Every page that listens puts the same bar at the same moment, also over a change that begins with a later bar. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BarClock } from "../../static/universes/music/bars.js";
import { areaOf, heardCollision, massOf } from "../../static/universes/music/collisions.js";

const told = (bar, bar_at, revision, piece) => ({ bar, bar_at, revision, piece });

test("bars follow each other from the one that was told", () => {
  const clock = new BarClock();
  assert.equal(clock.told(told(4, 100, "a")), true);
  assert.deepEqual(clock.between(100, 104), []);
  assert.deepEqual(clock.unknown.map(({ revision }) => revision), ["a"]);
  clock.measured("a", 2);
  assert.deepEqual(clock.between(100, 104).map(({ number, at }) => [number, at]), [[4, 100], [5, 102]]);
  assert.deepEqual(clock.between(1101, 1103).map(({ number, at }) => [number, at]), [[505, 1102]]);
  assert.deepEqual(clock.between(90, 101).map(({ number }) => number), [4]);
});

test("a change is heard from its bar on, and not before", () => {
  const clock = new BarClock();
  clock.told(told(0, 0, "slow"));
  clock.measured("slow", 4);
  assert.equal(clock.told(told(3, 12, "fast")), true);
  assert.equal(clock.told(told(3, 12, "fast")), false);
  clock.measured("fast", 1);
  assert.deepEqual(clock.between(4, 15).map(({ number, at, revision }) => [number, at, revision]), [
    [1, 4, "slow"], [2, 8, "slow"], [3, 12, "fast"], [4, 13, "fast"], [5, 14, "fast"],
  ]);
});

test("who changes their mind before the bar line is heard as they decided last", () => {
  const clock = new BarClock();
  clock.told(told(0, 0, "a"));
  clock.measured("a", 2);
  clock.told(told(5, 10, "b"));
  clock.told(told(5, 10, "a"));
  assert.deepEqual(clock.between(8, 14).map(({ number, revision }) => [number, revision]), [[4, "a"], [5, "a"], [6, "a"]]);
});

test("where another piece begins the former one is heard on for a while, and where the same goes on it is not", () => {
  const clock = new BarClock();
  clock.told(told(0, 0, "calm", "one"));
  clock.measured("calm", 2);
  clock.told(told(3, 6, "calmer", "one"));
  clock.measured("calmer", 2);
  clock.told(told(5, 10, "fight", "two"));
  clock.measured("fight", 1.5);
  assert.deepEqual(clock.between(8, 13).map(({ at, revision }) => [at, revision]), [
    [8, "calmer"], [10, "fight"], [11.5, "fight"], [10, "calmer"], [12, "calmer"],
  ]);
  assert.deepEqual(clock.changes, [{ from: "one", to: "two", at: 10 }]);
  clock.ended();
  assert.deepEqual(clock.between(8, 30), []);
  assert.equal(clock.told(told(0, 20, "calm", "three")), true);
});

test("a blow rings in the chord: light bodies high, hard blows loud, what is at the left left", () => {
  const bar = { chords: [{ at: 0, tones: [0, 4, 7] }] };
  const ball = (mass) => ({ shape: "circle", radius: 0.5, mass, static: false });
  const light = heardCollision({ impulse: 1, x: -10 }, [ball(1), ball(50)], 40, bar);
  const heavy = heardCollision({ impulse: 1, x: 10 }, [ball(64), ball(64)], 40, bar);
  assert.deepEqual([light.pitch, heavy.pitch, light.pan, heavy.pan], [72, 48, -0.5, 0.5]);
  assert.ok(heardCollision({ impulse: 50, x: 0 }, [ball(1), null], 40, bar).velocity > light.velocity);
  assert.equal(heardCollision({ impulse: 0.001, x: 0 }, [ball(1), null], 40, bar), null);
});

test("what a body weighs follows from its matter where nobody has said it", () => {
  const matter = { density: 2 };
  assert.equal(massOf({ shape: "box", width: 2, height: 3, mass: null, material: matter }), 12);
  assert.equal(massOf({ shape: "box", width: 2, height: 3, mass: null, material: { density: null } }), 1);
  assert.equal(massOf({ shape: "plane", static: true, mass: null }), null);
  assert.equal(areaOf({ shape: "polygon", points: [[0, 0], [2, 0], [2, 2], [0, 2]] }), 4);
});
