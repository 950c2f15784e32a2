/** The server's clock from questions and answers, and the sound card's from its stamps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock, SoundCard, heardOf } from "../../static/audio/clock.js";

const near = (is, should, within) => assert.ok(Math.abs(is - should) <= within, `${is} is not within ${within} of ${should}`);

/** Answers of a server whose clock shows `truth(page)`: `there` seconds up, `back` down. */
const ask = (clock, truth, t0, there, back) => clock.add(t0, truth(t0 + there), t0 + there + back);

test("the shortest way is believed, and how far it may be wrong is told", () => {
  const clock = new ServerClock();
  assert.equal(clock.server(1), null);
  assert.equal(clock.uncertainty, null);
  const truth = (page) => page + 1_700_000_000;
  ask(clock, truth, 0, 0.3, 0.02);
  ask(clock, truth, 1, 0.004, 0.006);
  ask(clock, truth, 2, 0.01, 0.4);
  near(clock.uncertainty, 0.005, 1e-9);
  near(clock.server(3), truth(3), clock.uncertainty);
  near(clock.page(truth(3)), 3, clock.uncertainty);
  near(clock.page(clock.server(7)), 7, 1e-6);
});

test("samples grow old: only the newest eight count", () => {
  const clock = new ServerClock();
  ask(clock, (page) => page + 50, 0, 0.001, 0.001);
  for (let t0 = 1; t0 <= 8; t0 += 1) ask(clock, (page) => page + 50.01, t0, 0.01, 0.01);
  near(clock.server(10), 60.01, 1e-6);
});

test("a drifting quartz is followed between the questions", () => {
  const clock = new ServerClock();
  const truth = (page) => 100 + page * (1 + 80e-6);
  for (let t0 = 0; t0 < 600; t0 += 10) ask(clock, truth, t0, 0.002 + (t0 % 30) / 10_000, 0.002);
  near(clock.drift, 80e-6, 10e-6);
  near(clock.server(630), truth(630), 0.003);
  const young = new ServerClock();
  ask(young, truth, 0, 0.001, 0.02);
  ask(young, truth, 1, 0.02, 0.001);
  assert.equal(young.drift, 0);
});

test("nonsense is no sample, and a clock set anew forgets what was", () => {
  const clock = new ServerClock();
  assert.equal(clock.add(5, 6, 4), false);
  assert.equal(clock.add(5, NaN, 6), false);
  assert.equal(clock.sample, null);
  for (let t0 = 0; t0 < 8; t0 += 1) ask(clock, (page) => page + 10, t0, 0.001, 0.001);
  ask(clock, (page) => page + 3_600, 9, 0.05, 0.05);
  near(clock.server(10), 3_610, 0.05);
});

test("the browser's stamp says what is at the loudspeaker; without it the latency is taken off", () => {
  const context = { currentTime: 12, outputLatency: 0.04, baseLatency: 0.01 };
  assert.deepEqual(heardOf(context, { contextTime: 11.95, performanceTime: 7_990 }, 8), { context: 11.95, page: 7.99 });
  assert.deepEqual(heardOf(context, { contextTime: 0, performanceTime: 0 }, 8), { context: 11.96, page: 8 });
  assert.deepEqual(heardOf({ currentTime: 12, baseLatency: 0.01 }, {}, 8), { context: 11.99, page: 8 });
  assert.deepEqual(heardOf(context, { contextTime: 11.95, performanceTime: 1_000 }, 8), { context: 11.96, page: 8 });
});

test("readings of a card that computes in blocks settle on their middle", () => {
  const card = new SoundCard();
  assert.equal(card.ready, false);
  for (let block = 0; block < 40; block += 1) {
    const page = 100 + block * 0.25;
    card.add({ page, context: 3 + block * 0.25 - ((block * 7) % 10) / 1_000 });
  }
  near(card.context(120), 22.9955, 0.002);
  near(card.page(card.context(120)), 120, 1e-9);
  card.forget();
  assert.equal(card.ready, false);
});
