/** Searching and the list of pinned messages: what is asked, what is shown, and what of it is out of date. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPins } from "../../static/rooms/past/pins.js";
import { openSearch } from "../../static/rooms/past/search.js";

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const room = (more = {}) => ({ page: { api: "/api", room: { id: "r" } }, ...more });
const answer = (rows, before = null, count = rows.length) => ({ data: rows, meta: { cursor: { before }, count } });

/** A server whose answers one gives when one likes. */
function server() {
  const asked = [];
  const ask = (url) => new Promise((resolve, reject) => {
    asked.push({ query: Object.fromEntries(new URL(url, "http://table").searchParams), resolve, reject });
  });
  return { asked, ask };
}

test("it is asked once one stops to write, for exactly what is written", async () => {
  const { asked, ask } = server();
  const search = openSearch(room(), { ask, wait: 1 });
  search.write("li");
  search.write("lich & öl");
  await settled();
  assert.deepEqual(asked.map(({ query }) => query), [{ q: "lich & öl" }]);
  asked[0].resolve(answer([{ id: "m1" }]));
  await settled();
  assert.deepEqual([search.found.value.length, search.count.value, search.busy.value, search.hasMore()], [1, 1, false, false]);
});

test("an answer that comes late is not shown over a newer one", async () => {
  const { asked, ask } = server();
  const search = openSearch(room(), { ask, wait: 0 });
  search.query.value = "old";
  search.look();
  search.query.value = "new";
  search.look();
  asked[1].resolve(answer([{ id: "new" }]));
  asked[0].resolve(answer([{ id: "old" }]));
  await settled();
  assert.deepEqual(search.found.value.map(({ id }) => id), ["new"]);
});

test("filters narrow it, the next page goes below, and an empty field forgets all", async () => {
  const { asked, ask } = server();
  const search = openSearch(room(), { ask, wait: 0 });
  search.query.value = "water";
  search.narrow("from", "ben");
  search.narrow("kind", "roll");
  asked[1].resolve(answer([{ id: "m2" }], 17, 2));
  await settled();
  search.more();
  assert.deepEqual(asked[2].query, { q: "water", from: "ben", kind: "roll", before: "17" });
  asked[2].resolve(answer([{ id: "m1" }], null, 2));
  await settled();
  assert.deepEqual(search.found.value.map(({ id }) => id), ["m2", "m1"]);
  search.write("");
  await settled();
  assert.deepEqual([search.found.value, search.count.value, asked.length], [[], null, 3]);
});

test("what fails says so", async () => {
  const { asked, ask } = server();
  const search = openSearch(room(), { ask, wait: 0 });
  search.query.value = "water";
  search.look();
  asked[0].reject(new Error("The server cannot be reached."));
  await settled();
  assert.deepEqual([search.problem.value, search.busy.value], ["The server cannot be reached.", false]);
});

test("pinned messages come newest first, and are asked for again only when a pin is set, loosened or its message changed", async () => {
  const { asked, ask } = server();
  let heard = () => undefined;
  const pins = openPins(room({ onEntry: (listener) => { heard = listener; } }), { ask });
  pins.follow();
  pins.load();
  asked[0].resolve(answer([{ id: "m1", seq: 1 }, { id: "m5", seq: 5 }]));
  await settled();
  assert.deepEqual(pins.pinned.value.map(({ id }) => id), ["m5", "m1"]);
  heard({ ops: [["put", "message", "m6", { pinned: false }], ["patch", "message", "m2", { reactions: {} }], ["patch", "token", "m1", {}]] });
  assert.equal(asked.length, 1);
  for (const op of [["patch", "message", "m2", { pinned: true }], ["patch", "message", "m1", { text: "Changed" }], ["gone", "message", "m5"]]) heard({ ops: [op] });
  assert.equal(asked.length, 4);
});
