/** What counts as read: what was on the screen for a moment, once, never backwards, and not against one's will. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "../../static/vendor/ui.js";
import { openReading } from "../../static/rooms/past/unread.js";

const line = (seq, user = "ben", mentions = []) => ({ seq, by: { user }, mentions });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function opened(position, { newest = 10, shown = true } = {}) {
  const told = [];
  const passing = [];
  const page = { shown };
  const room = { page: { api: "/api", room: { id: "r" } }, you: signal({ user: "ada" }), status: signal({ phase: "live" }), onPassing: (listener) => passing.push(listener) };
  const reading = openReading(room, {
    ask: async () => ({ data: { read: 0, first: null, messages: 0, mentions: 0, ...position } }),
    tell: async (_url, body) => {
      told.push(body);
      const read = body.unread ? body.seq - 1 : body.seq;
      return { data: { read, first: body.unread ? body.seq : null, messages: body.unread ? 1 : 0, mentions: 0 } };
    },
    isShown: () => page.shown,
    wait: 0,
  });
  await reading.opened(newest);
  return { reading, told, page, room, pass: (data) => passing[0]({ type: "chat.read", data }) };
}

test("the line stands above the first unread message and stays while one reads", async () => {
  const { reading, told } = await opened({ read: 4, first: 5, messages: 6 });
  assert.deepEqual([reading.first.value, reading.messages.value], [5, 6]);
  reading.markRead(10);
  assert.equal(reading.messages.value, 0);
  await settled();
  assert.deepEqual(told, [{ seq: 10 }]);
  assert.equal(reading.first.value, 5);
});

test("who is shut out of the room reads nothing more there", async () => {
  const { reading, told, room } = await opened({ read: 4, first: 5, messages: 6 });
  reading.markRead(10);
  room.status.value = { phase: "closed" };
  await settled();
  assert.deepEqual(told, []);
});

test("reading on is told once for all that was seen in a moment, and never again", async () => {
  const { reading, told } = await opened({ read: 4, first: 5, messages: 6 });
  for (const seq of [6, 9, 7]) reading.markRead(seq);
  await settled();
  reading.markRead(8);
  await settled();
  assert.deepEqual(told, [{ seq: 9 }]);
});

test("a page that nobody looks at reads nothing", async () => {
  const { reading, told, page } = await opened({ read: 4, first: 5, messages: 6 });
  page.shown = false;
  reading.markRead(10);
  await settled();
  assert.deepEqual(told, []);
});

test("what comes while one looks elsewhere is counted and gets the line", async () => {
  const { reading } = await opened({ read: 10 });
  reading.arrived([line(11, "ada")], false);
  assert.deepEqual([reading.first.value, reading.messages.value], [null, 0]);
  reading.arrived([line(12, "ben", ["ada"]), line(13)], false);
  reading.arrived([line(14)], false);
  assert.deepEqual([reading.first.value, reading.messages.value, reading.mentions.value], [12, 3, 1]);
});

test("what comes while one follows gets no line", async () => {
  const { reading } = await opened({ read: 10 });
  reading.arrived([line(11)], true);
  reading.markRead(11);
  assert.deepEqual([reading.first.value, reading.messages.value], [null, 0]);
});

test("what was marked as unread stays so until one speaks", async () => {
  const { reading, told } = await opened({ read: 10 });
  await reading.markUnread(8);
  assert.deepEqual([reading.first.value, reading.messages.value], [8, 1]);
  reading.markRead(10);
  await settled();
  assert.deepEqual(told, [{ seq: 8, unread: true }]);
  reading.arrived([line(11, "ada")], true);
  reading.markRead(11);
  await settled();
  assert.deepEqual(told[1], { seq: 11 });
});

test("one's other device has read on, or put the mark back", async () => {
  const { reading, pass } = await opened({ read: 4, first: 5, messages: 6 });
  pass({ read: 10, first: null, messages: 0, mentions: 0 });
  assert.deepEqual([reading.messages.value, reading.first.value], [0, 5]);
  pass({ read: 7, first: 8, messages: 3, mentions: 0 });
  assert.deepEqual([reading.messages.value, reading.first.value], [3, 8]);
});
