/** The chat column: the state's window and the history become one list without doubles or holes, in both directions. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, signal } from "../../static/vendor/ui.js";
import { changed, joined, leavesHole, merge, openHistory, replaced } from "../../static/rooms/past/history.js";

const message = (seq, more = {}) => ({ id: `m${seq}`, seq, kind: "say", text: `${seq}`, by: { user: "ben" }, at: "2026-01-01T20:00:00Z", ...more });
const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => message(from + index));
const seqs = (messages) => messages.map(({ seq }) => seq);
const ends = (messages) => [messages[0]?.seq, messages[messages.length - 1]?.seq];

/** A room in which `said` messages were said, and the server's pages of them. */
function room(said) {
  const all = range(1, said);
  const state = signal(null);
  const things = signal({});
  const entries = new Set();
  const asked = [];
  const byId = (messages) => Object.fromEntries(messages.map((one) => [one.id, one]));
  const page = {
    page: { api: "/api", room: { id: "r" } },
    state, replaying: signal(false), status: signal({ phase: "live" }), you: signal({ user: "ada" }),
    kind: () => things,
    onEntry: (listener) => entries.add(listener),
    onPassing: () => undefined,
    snapshot(sight = "open") {
      batch(() => {
        things.value = byId(all.slice(-50).map((one) => ({ ...one })));
        state.value = { sight };
      });
    },
    entry(...ops) {
      for (const [verb, , id, data] of ops) {
        const index = all.findIndex((one) => one.id === id);
        if (verb === "put") all.push(data);
        else all[index] = { ...all[index], ...data };
      }
      const held = { ...things.peek() };
      for (const [verb, , id, data] of ops) if (verb === "put" || id in held) held[id] = { ...held[id], ...data };
      things.value = byId(Object.values(held).sort((a, b) => a.seq - b.seq).slice(-50));
      for (const listener of entries) listener({ ops });
    },
    past(messages) {
      batch(() => { things.value = byId(messages); page.replaying.value = true; });
    },
    present() {
      batch(() => { things.value = byId(all.slice(-50)); page.replaying.value = false; });
    },
    close() {
      page.status.value = { phase: "closed" };
      state.value = null;
    },
  };
  async function ask(url) {
    const query = new URL(url, "http://table").searchParams;
    asked.push(url.split("?")[1]);
    const limit = Number(query.get("limit"));
    let rows;
    if (query.has("before")) rows = all.filter((one) => one.seq < Number(query.get("before"))).slice(-limit);
    else if (query.has("after")) rows = all.filter((one) => one.seq > Number(query.get("after"))).slice(0, limit);
    else {
      const target = query.has("date") ? 20 : Number(query.get("around"));
      rows = [...all.filter((one) => one.seq <= target).slice(-limit / 2), ...all.filter((one) => one.seq > target).slice(0, limit / 2)];
      return { data: rows, meta: { cursor: cursor(rows), target } };
    }
    return { data: rows, meta: { cursor: cursor(rows), target: null } };
  }
  const cursor = (rows) => ({
    before: rows.length && rows[0].seq > all[0].seq ? rows[0].seq : null,
    after: rows.length && rows[rows.length - 1].seq < all[all.length - 1].seq ? rows[rows.length - 1].seq : null,
  });
  const reading = { arrived: () => undefined, opened: () => undefined };
  return { page, all, asked, ask, history: (more = {}) => openHistory(page, { ask, reading, ...more }) };
}

test("messages that leave the window stay in the column", () => {
  assert.deepEqual(seqs(merge(range(1, 3), range(2, 4))), [1, 2, 3, 4]);
});

test("a message that is gone from the window leaves the column", () => {
  assert.deepEqual(seqs(merge(range(1, 4), [message(2), message(4)])), [1, 2, 4]);
});

test("a hole is seen only when the window is full and begins beyond the column", () => {
  assert.equal(leavesHole(range(1, 3), range(9, 11), 3), true);
  assert.equal(leavesHole(range(1, 9), range(9, 11), 3), false);
  assert.equal(leavesHole(range(1, 3), range(9, 10), 3), false);
  assert.equal(leavesHole([], range(9, 11), 3), false);
});

test("two stretches are joined in order, each message once", () => {
  assert.deepEqual(seqs(joined(range(5, 6), [message(4), message(3), message(5)])), [3, 4, 5, 6]);
});

test("an entry changes messages that the state has forgotten", () => {
  const known = range(1, 3);
  assert.equal(changed(known, [["patch", "message", "m2", { text: "Changed" }]])[1].text, "Changed");
  assert.deepEqual(seqs(changed(known, [["gone", "message", "m2"]])), [1, 3]);
  assert.equal(changed(known, [["patch", "message", "m9", { text: "Not here" }], ["patch", "token", "m2", {}]]), known);
  assert.equal(replaced(known, [message(9)]), known);
});

test("the column opens with the newest, goes up page by page to the beginning, and grows at the present", async () => {
  const { page, history } = room(130);
  const column = history();
  page.snapshot();
  assert.deepEqual(ends(column.messages.value), [81, 130]);
  await column.older();
  await column.older();
  assert.deepEqual(ends(column.messages.value), [1, 130]);
  assert.equal(column.olderAvailable.value, false);
  page.entry(["put", "message", "m131", message(131)]);
  assert.deepEqual(ends(column.messages.value), [1, 131]);
  assert.equal(column.atPresent.value, true);
});

test("a jump opens a stretch of the past, which goes on in both directions until it meets the present", async () => {
  const { page, history } = room(300);
  const column = history();
  page.snapshot();
  assert.equal(await column.jumpTo(100), 100);
  assert.deepEqual(ends(column.messages.value), [76, 125]);
  assert.equal(column.atPresent.value, false);
  page.entry(["put", "message", "m301", message(301)]);
  assert.deepEqual(ends(column.messages.value), [76, 125], "what is said now does not appear in the past");
  await column.older();
  assert.equal(column.messages.value[0].seq, 26);
  while (!column.atPresent.value) await column.newer();
  assert.deepEqual(seqs(column.messages.value), seqs(range(26, 301)));
  page.entry(["put", "message", "m302", message(302)]);
  assert.equal(ends(column.messages.value)[1], 302);
});

test("one goes back to the present at once", async () => {
  const { page, history, asked } = room(300);
  const column = history();
  page.snapshot();
  assert.equal(await column.jumpTo("2026-01-01"), 20);
  const before = asked.length;
  column.toPresent();
  assert.deepEqual(ends(column.messages.value), [251, 300]);
  assert.deepEqual([column.atPresent.value, column.olderAvailable.value, asked.length], [true, true, before]);
});

test("a jump to what is shown already asks nobody", async () => {
  const { page, history, asked } = room(60);
  const column = history();
  page.snapshot();
  assert.equal(await column.jumpTo(40), 40);
  assert.deepEqual(asked, []);
});

test("a long way up lets go of what is far below", async () => {
  const { page, history } = room(300);
  const column = history({ most: 120 });
  page.snapshot();
  await column.older();
  await column.older();
  assert.deepEqual(ends(column.messages.value), [151, 270]);
  assert.equal(column.atPresent.value, false);
  await column.newer();
  assert.deepEqual([...ends(column.messages.value), column.atPresent.value, column.olderAvailable.value], [181, 300, true, true]);
});

test("after a long time away the reader of the past stays there, and who follows the talk is at its end", () => {
  for (const [atEnd, first] of [[true, 151], [false, 11]]) {
    const { page, all, history } = room(60);
    const column = history();
    page.snapshot();
    column.follow(atEnd);
    all.push(...range(61, 200));
    page.snapshot();
    assert.equal(column.messages.value[0].seq, first);
    assert.equal(column.atPresent.value, atEnd);
  }
});

test("what was edited above the window while the line was down is fetched with the new snapshot", async () => {
  const { page, all, history } = room(120);
  const column = history();
  page.snapshot();
  await column.older();
  all[40] = { ...all[40], text: "Changed" };
  page.snapshot();
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(column.messages.value.find(({ seq }) => seq === 41).text, "Changed");
});

test("an edit above the window is seen at once", async () => {
  const { page, history } = room(120);
  const column = history();
  page.snapshot();
  await column.older();
  page.entry(["patch", "message", "m30", { text: "Changed" }]);
  assert.equal(column.messages.value.find(({ seq }) => seq === 30).text, "Changed");
});

test("what fails says so, and can be tried again", async () => {
  const { page, ask, history } = room(120);
  let works = false;
  const column = history({ ask: (url) => (works ? ask(url) : Promise.reject(new Error("The server cannot be reached."))) });
  page.snapshot();
  await column.older();
  assert.deepEqual([column.problem.value, column.loading.value, column.messages.value.length], ["The server cannot be reached.", "", 50]);
  works = true;
  await column.again();
  assert.deepEqual([column.problem.value, column.messages.value.length], ["", 100]);
});

test("who sees the table in another way begins anew", async () => {
  const { page, history } = room(120);
  const column = history();
  page.snapshot("gm");
  await column.older();
  page.snapshot("open");
  assert.deepEqual(ends(column.messages.value), [71, 120]);
});

test("a closed room keeps nothing on the page", () => {
  const { page, history } = room(60);
  const column = history();
  page.snapshot();
  page.close();
  assert.deepEqual(column.messages.value, []);
});

test("a replay shows what was said then and nothing else, and leaves the present as it was", () => {
  const { page, history, asked } = room(120);
  const column = history();
  page.snapshot();
  const before = asked.length;
  page.past(range(1, 3));
  assert.deepEqual(seqs(column.messages.value), [1, 2, 3]);
  assert.equal(column.olderAvailable.value, false);
  page.past([]);
  assert.deepEqual(column.messages.value, []);
  page.present();
  assert.deepEqual(ends(column.messages.value), [71, 120]);
  assert.equal(column.olderAvailable.value, true);
  assert.equal(asked.length, before);
});
