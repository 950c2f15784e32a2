/** Coming and going is said once, whatever the line does and on however many devices (SPEC P5). */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { signal } from "../../static/vendor/ui.js";
import { GRACE_MS, openPresence } from "../../static/rooms/live/presence.js";

const ada = { user: "ada", name: "Ada", devices: 1 };
const ben = { user: "ben", name: "Ben", devices: 1 };
const cleo = { user: "cleo", name: "Cleo", devices: 1 };

function sit(t) {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const room = { present: signal([]), onlookers: signal(0), you: signal({ user: "ada" }) };
  const { lines } = openPresence(/** @type {any} */ (room));
  return { looking: (count) => { room.onlookers.value = count; }, here: (...people) => { room.present.value = people; }, said: () => lines.value.map(({ text }) => text) };
}

test("who was here already is not news, who comes is", (t) => {
  const { here, said } = sit(t);
  here(ada, ben);
  assert.deepEqual(said(), []);
  here(ada, ben, cleo);
  assert.deepEqual(said(), ["Cleo is here."]);
});

test("a reload or a second device is no coming and no going", (t) => {
  const { here, said } = sit(t);
  here(ada, ben);
  here(ada, { ...ben, devices: 2 });
  here(ada);
  mock.timers.tick(GRACE_MS - 1);
  here(ada, ben);
  mock.timers.tick(GRACE_MS * 2);
  assert.deepEqual(said(), []);
});

test("who has gone is said once, and so is the coming back", (t) => {
  const { here, said } = sit(t);
  here(ada, ben);
  here(ada);
  here(ada, cleo);
  mock.timers.tick(GRACE_MS);
  assert.deepEqual(said(), ["Cleo is here.", "Ben has gone."]);
  here(ada, cleo, ben);
  assert.deepEqual(said().slice(2), ["Ben is here."]);
});

test("one's own line that is lost is nobody's going", (t) => {
  const { here, said } = sit(t);
  here(ada, ben);
  here();
  mock.timers.tick(GRACE_MS * 2);
  here(ada, ben);
  assert.deepEqual(said(), []);
});

test("of who only looks in is said that somebody does, and that nobody does any more", (t) => {
  const { here, looking, said } = sit(t);
  here(ada, ben);
  looking(1);
  looking(3);
  looking(0);
  mock.timers.tick(GRACE_MS - 1);
  looking(1);
  mock.timers.tick(GRACE_MS);
  assert.deepEqual(said(), ["Somebody looks in."]);
  looking(0);
  mock.timers.tick(GRACE_MS);
  assert.deepEqual(said().slice(1), ["Nobody looks in any more."]);
});
