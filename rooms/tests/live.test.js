/** The page's half of the protocol against a server that misbehaves in every way a network can. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Live } from "../../static/rooms/live/live.js";
import { Outbox } from "../../static/rooms/live/outbox.js";

class FakeSocket {
  constructor() {
    this.readyState = 1;
    this.sent = [];
  }
  send(text) { this.sent.push(JSON.parse(text)); }
  close() { this.readyState = 3; }
  down(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
  drop(code = 1006) { this.readyState = 3; this.onclose({ code }); }
  asked(type) { return this.sent.filter((frame) => frame.type === type); }
}

class Memory {
  constructor() { this.values = new Map(); }
  getItem(key) { return this.values.get(key) ?? null; }
  setItem(key, value) { this.values.set(key, value); }
  removeItem(key) { this.values.delete(key); }
}

function setUp({ storage = null } = {}) {
  const sockets = [];
  const heard = { entries: [], statuses: [], refused: [] };
  const outbox = new Outbox({ storage, key: "k" });
  const live = new Live("ws://table/", outbox, {
    entry: (entry) => heard.entries.push(entry.seq),
    state: (state) => { heard.state = state; },
    status: (status) => heard.statuses.push(status),
    refused: (command, error) => heard.refused.push([command?.type, error.code]),
  }, { open: () => { sockets.push(new FakeSocket()); return sockets[sockets.length - 1]; }, random: () => 0 });
  live.start();
  return { live, outbox, heard, sockets, get socket() { return sockets[sockets.length - 1]; } };
}

const hello = (head) => ({ type: "hello", protocol: 1, head, you: { member: "m", user: "u", role: "player", sight: "open", rights: [] } });
const entry = (seq, more = {}) => ({ seq, type: "chat.say", ops: [], ...more });

function enter(page, head = 10) {
  page.socket.down(hello(head));
  const [asked] = page.socket.asked("snapshot").slice(-1);
  page.socket.down({ type: "snapshot", re: asked.id, seq: head, sight: "open", scene: null, things: {} });
}

test("after hello and snapshot entries are folded in order", (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  enter(page);
  page.socket.down(entry(11));
  page.socket.down(entry(12));
  assert.deepEqual(page.heard.entries, [11, 12]);
  assert.equal(page.live.state.seq, 12);
});

test("a gap asks for what is missing, and what came early is folded after it", (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  enter(page);
  page.socket.down(entry(12));
  page.socket.down(entry(13));
  assert.deepEqual(page.socket.asked("resume"), [{ type: "resume", since: 10, sight: "open" }]);
  page.socket.down(entry(11));
  page.socket.down({ type: "level", seq: 13 });
  assert.deepEqual(page.heard.entries, [11, 12, 13]);
});

test("a number complete from an earlier one is no gap", (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  enter(page);
  page.socket.down(entry(15, { from: 11 }));
  assert.equal(page.live.state.seq, 15);
  assert.equal(page.socket.asked("resume").length, 0);
});

test("entries that overtake the snapshot are kept for after it", (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  page.socket.down(hello(10));
  page.socket.down(entry(11));
  const [asked] = page.socket.asked("snapshot");
  page.socket.down({ type: "snapshot", re: asked.id, seq: 10, sight: "open", scene: null, things: {} });
  assert.deepEqual(page.heard.entries, [11]);
});

test("a heartbeat with a higher head asks for the rest", (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  enter(page);
  page.socket.down({ type: "beat", head: 14 });
  assert.equal(page.socket.asked("resume").length, 1);
});

test("an unanswered command is sent again under its id after a reconnect, and answered once", async (t) => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  t.after(() => mock.timers.reset());
  const page = setUp();
  enter(page);
  const answered = page.live.send("chat.say", { text: "hello" });
  const [first] = page.socket.asked("chat.say");
  page.socket.drop();
  mock.timers.tick(600);
  assert.equal(page.sockets.length, 2);
  page.socket.down(hello(10));
  assert.deepEqual(page.socket.asked("chat.say"), [first]);
  page.socket.down(entry(11, { re: first.id }));
  page.socket.down({ re: first.id, seq: 11 });
  assert.equal((await answered).seq, 11);
  assert.deepEqual(page.outbox.unanswered(), []);
  assert.deepEqual(page.heard.entries, [11]);
  page.live.stop();
});

test("a typed message survives a reload of the page", (t) => {
  const storage = new Memory();
  const before = setUp({ storage });
  enter(before);
  before.live.send("chat.say", { text: "hello" });
  const [first] = before.socket.asked("chat.say");
  before.live.stop();
  const after = setUp({ storage });
  t.after(() => after.live.stop());
  after.socket.down(hello(10));
  assert.deepEqual(after.socket.asked("chat.say"), [first]);
});

test("a refusal reaches who sent it, with its code", async (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  enter(page);
  const answered = page.live.send("token.move", { token: "x", x: 1, y: 1 });
  const [sent] = page.socket.asked("token.move");
  page.socket.down({ re: sent.id, error: { code: "forbidden", message: "No.", fields: {} } });
  await assert.rejects(answered, { code: "forbidden" });
  assert.deepEqual(page.heard.refused, [["token.move", "forbidden"]]);
});

test("no longer allowed is final; a restart is not", (t) => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  t.after(() => mock.timers.reset());
  const gone = setUp();
  gone.socket.drop(4003);
  assert.deepEqual(gone.heard.statuses.at(-1), { phase: "closed", code: 4003 });
  const restarted = setUp();
  restarted.socket.drop(1012);
  assert.equal(restarted.heard.statuses.at(-1).phase, "waiting");
  mock.timers.tick(60_000);
  assert.equal(gone.sockets.length, 1);
  assert.ok(restarted.sockets.length > 1);
  gone.live.stop();
  restarted.live.stop();
});

test("who lost the right to see the room keeps nothing of it", (t) => {
  const page = setUp();
  t.after(() => page.live.stop());
  enter(page);
  assert.equal(page.heard.state.seq, 10);
  page.socket.drop(4003);
  assert.equal(page.heard.state, null);
});

test("silence for longer than two heartbeats is a lost line", (t) => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  t.after(() => mock.timers.reset());
  const page = setUp();
  enter(page);
  mock.timers.tick(34_000);
  assert.equal(page.sockets.length, 1);
  mock.timers.tick(6_000);
  mock.timers.tick(1_000);
  assert.ok(page.sockets.length > 1);
  page.live.stop();
});

test("entries are acknowledged at the latest after two seconds or 64 of them", (t) => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  t.after(() => mock.timers.reset());
  const page = setUp();
  enter(page);
  page.socket.down(entry(11));
  mock.timers.tick(2_000);
  assert.deepEqual(page.socket.asked("ack"), [{ type: "ack", seq: 11 }]);
  for (let seq = 12; seq < 76; seq += 1) page.socket.down(entry(seq));
  assert.deepEqual(page.socket.asked("ack").at(-1), { type: "ack", seq: 75 });
  page.live.stop();
});
