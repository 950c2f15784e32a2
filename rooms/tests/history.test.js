/** The chat column: window and history become one list without doubles or holes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { grouped, merge, prepend } from "../../static/rooms/history.js";

const message = (seq, user = "ben", at = "2026-01-01T20:00:00Z") => ({ id: `m${seq}`, seq, kind: "say", text: "", by: { user }, at });
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const seqs = (messages) => messages.map(({ seq }) => seq);

test("messages that leave the window stay in the column", () => {
  assert.deepEqual(seqs(merge(range(1, 3), range(2, 4), 3)), [1, 2, 3, 4]);
});

test("a message deleted from the window leaves the column", () => {
  assert.deepEqual(seqs(merge(range(1, 4), [message(2), message(4)], 3)), [1, 2, 4]);
});

test("after so long away that a hole would remain, the column begins anew", () => {
  assert.deepEqual(seqs(merge(range(1, 3), range(9, 11), 3)), [9, 10, 11]);
});

test("a page of history goes in front, once", () => {
  assert.deepEqual(seqs(prepend(range(5, 6), [message(4), message(3), message(5)])), [3, 4, 5, 6]);
});

test("lines of one speaker stand together until somebody else speaks or five minutes pass", () => {
  const later = message(4, "ben", "2026-01-01T20:09:00Z");
  assert.deepEqual(grouped([message(1), message(2), message(3, "ada"), later]).map(seqs), [[1, 2], [3], [4]]);
});
