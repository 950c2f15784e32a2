/** The past in place of the present: a state of any number, and the entries after it folded at their pace. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { signal } from "../../static/vendor/ui.js";
import { LONGEST_PAUSE_MS, openReplay } from "../../static/rooms/past/replay_source.js";

const HEAD = 12;
const at = (seq) => new Date(Date.UTC(2026, 0, 1, 20) + seq * 1_000).toISOString();
const settle = async () => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); };
const said = (seq) => ["put", "message", `m${seq}`, { id: `m${seq}`, seq, text: `${seq}` }];
const shown = (room) => Object.keys(room.past.value?.things.message ?? {});

/** A log in which every third entry is a message; `scenes` names entries that put another scene on the table. */
function table({ sight = "open", scenes = {}, head = HEAD, fail = false } = {}) {
  const asked = [];
  const entries = Array.from({ length: head }, (_, index) => {
    const seq = index + 1;
    const ops = seq % 3 === 0 ? [said(seq)] : [["patch", "token", "t", { x: seq }]];
    if (scenes[seq]) ops.push(["patch", "scene", "a", { active: false }], ["patch", "scene", "b", { active: true }]);
    return { seq, type: "chat.say", at: at(seq), by: null, ops };
  });
  const state = (seq) => {
    const changed = Object.keys(scenes).some((number) => Number(number) <= seq);
    const message = Object.fromEntries(entries.slice(0, seq).filter((entry) => entry.seq % 3 === 0).map((entry) => [`m${entry.seq}`, { seq: entry.seq }]));
    const scene = { a: { id: "a", active: !changed }, b: { id: "b", active: changed } };
    return { seq, sight, scene: sight === "gm" ? (changed ? "b" : "a") : null, things: { message, token: { t: { x: seq } }, scene } };
  };
  const room = { page: { api: "/api", room: { id: "r" } }, past: signal(null), you: signal({ sight }) };
  const server = { down: fail };
  const replay = openReplay(/** @type {any} */ (room), {
    ask: async (url) => {
      asked.push(url);
      if (server.down) throw new Error("The server cannot be reached.");
      const query = new URL(url, "http://table").searchParams;
      if (url.includes("/entries")) {
        const since = Number(query.get("since"));
        const data = entries.filter((entry) => entry.seq > since).slice(0, 5);
        return { data, meta: { to: data.length ? data[data.length - 1].seq : head, head } };
      }
      const seq = query.has("at") ? Number(query.get("at")) : head;
      return { data: { state: state(seq), first: 0, head, at: seq, times: { at: at(seq) } }, meta: null };
    },
  });
  return { room, replay, asked, server };
}

test("it opens at the present, plays from the beginning, and stops at the end", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { room, replay } = table();
  await replay.start();
  assert.deepEqual(shown(room), ["m3", "m6", "m9", "m12"]);
  await replay.play();
  assert.deepEqual(shown(room), []);
  for (let turn = 0; turn < HEAD + 2; turn += 1) { await settle(); mock.timers.tick(1_000); }
  await settle();
  assert.deepEqual(shown(room), ["m3", "m6", "m9", "m12"]);
  assert.equal(replay.playing.value, false);
  assert.equal(replay.at.value, HEAD);
});

test("a speed of four waits a quarter; long silence is shortened", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { replay } = table();
  await replay.start();
  replay.setSpeed(4);
  await replay.play();
  await settle();
  mock.timers.tick(249);
  await settle();
  assert.equal(replay.at.value, 0);
  mock.timers.tick(1);
  await settle();
  assert.equal(replay.at.value, 1);
  assert.ok(LONGEST_PAUSE_MS <= 5_000);
});

test("a hand on the slider asks once, when it rests", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { room, replay, asked } = table();
  await replay.start();
  const before = asked.length;
  for (const seq of [11, 9, 8, 7]) replay.seek(seq);
  assert.equal(replay.at.value, 7);
  mock.timers.tick(200);
  await settle();
  assert.equal(asked.length, before + 1);
  assert.deepEqual(shown(room), ["m3", "m6"]);
  replay.seek(99);
  assert.equal(replay.at.value, HEAD);
});

test("from message to message, forth and back", async () => {
  const { room, replay } = table();
  await replay.start();
  for (const expected of [9, 6, 3, 0]) {
    await replay.previousMessage();
    assert.equal(replay.at.value, expected);
  }
  for (const expected of [3, 6]) {
    await replay.nextMessage();
    assert.equal(replay.at.value, expected);
  }
  assert.deepEqual(shown(room), ["m3", "m6"]);
});

test("a game master takes a new state when another scene comes onto the table", async () => {
  const { room, replay, asked } = table({ sight: "gm", scenes: { 4: true } });
  await replay.start();
  await replay.previousMessage();
  await replay.previousMessage();
  await replay.previousMessage();
  assert.equal(room.past.value.scene, "a");
  await replay.nextMessage();
  assert.equal(room.past.value.scene, "b");
  assert.ok(asked.some((url) => url.endsWith("at=4")));
});

test("closing gives the present back, also when the right to see it was lost", async () => {
  const { room, replay } = table();
  await replay.start();
  replay.close();
  assert.equal(room.past.value, null);
  await replay.start();
  room.you.value = { sight: "gm" };
  assert.equal(replay.open.value, true);
  room.past.value = { ...room.past.value };
  assert.equal(replay.open.value, false);
});

test("a table where nothing happened says so", async () => {
  const { replay } = table({ head: 0 });
  await replay.start();
  assert.equal(replay.empty.value, true);
});

test("what fails says so and can be tried again", async () => {
  const { room, replay, server } = table({ fail: true });
  await replay.start();
  assert.match(replay.problem.value, /cannot be reached/);
  server.down = false;
  await replay.again();
  assert.equal(replay.problem.value, "");
  assert.equal(room.past.value.seq, HEAD);
});
