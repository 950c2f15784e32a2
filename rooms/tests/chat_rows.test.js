/** The column of the chat: days, breaths, what happened in between, and where the unread begins. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isBetween } from "../../static/rooms/chat/direct.js";
import { rowsOf } from "../../static/rooms/chat/rows.js";

const said = (seq, more = {}) => ({ id: `m${seq}`, seq, kind: "say", text: "", by: { user: "ben", name: "Ben" }, at: "2026-01-01T12:00:00Z", ...more });
const shape = (rows) => rows.map((row) => (row.type === "group" ? row.messages.map(({ seq }) => seq).join(" ") : row.type));

test("one speaker's lines stand under one name, a roll among them", () => {
  assert.deepEqual(shape(rowsOf([said(1), said(2, { kind: "roll" }), said(3)])), ["day", "1 2 3"]);
});

test("another speaker, name, kind or reader begins anew, and so does an answer", () => {
  const ada = { by: { user: "ada", name: "Ada" } };
  const whisper = { to: { gm: false, users: ["ada", "ben"] } };
  assert.deepEqual(shape(rowsOf([said(1), said(2, ada), said(3, { ...ada, speaker: "Lich" }), said(4, { kind: "ooc" }), said(5), said(6, whisper), said(7, whisper), said(8, { reply_to: "m1", ...whisper })])),
    ["day", "1", "2", "3", "4", "5", "6 7", "8"]);
});

test("a new day is said once", () => {
  assert.deepEqual(shape(rowsOf([said(1), said(2, { at: "2026-01-03T12:00:00Z" })])), ["day", "1", "day", "2"]);
});

test("the unread begins in the middle of a breath", () => {
  assert.deepEqual(shape(rowsOf([said(1), said(2), said(3)], { unreadFrom: 2 })), ["day", "1", "unread", "2 3"]);
});

test("what happened stands where it happened; from before the first line only when nothing older is left", () => {
  const notes = [{ key: "a", at: "2026-01-01T11:59:00Z", text: "Ada came" }, { key: "b", at: "2026-01-01T12:01:00Z", text: "Cleo came" }];
  const messages = [said(1), said(2, { at: "2026-01-01T12:02:00Z" })];
  assert.deepEqual(shape(rowsOf(messages, { notes })), ["day", "note", "1", "note", "2"]);
  assert.deepEqual(shape(rowsOf(messages, { notes, whole: false })), ["day", "1", "note", "2"]);
});

test("a conversation of two has what only the two read", () => {
  const whisper = (users, more = {}) => said(1, { to: { gm: false, users }, ...more });
  assert.equal(isBetween(whisper(["ada", "ben"]), "ada", "ben"), true);
  assert.equal(isBetween(whisper(["ada", "ben", "cleo"]), "ada", "ben"), false);
  assert.equal(isBetween(said(1, { to: { gm: true, users: ["ben"] } }), "ada", "ben"), false);
  assert.equal(isBetween(said(1), "ada", "ben"), false);
});
