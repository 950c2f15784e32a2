import assert from "node:assert/strict";
import { test } from "node:test";
import { chordOf, written } from "../../static/base/chords.js";
import { conflicts, keysOf, readKeymap, remapped } from "../../static/scenes/keys/keymap.js";

const commands = [
  { name: "ruler", keys: ["r"], label: "Measure" },
  { name: "draw", keys: ["d"], label: "Draw" },
  { name: "left", keys: ["["], label: "Turn left" },
  { name: "mark_left", keys: ["["], label: "Turn the area left" },
];

test("a key press has one name", () => {
  assert.equal(chordOf({ key: "R", shiftKey: true }), "r");
  assert.equal(chordOf({ key: "?", shiftKey: true }), "?");
  assert.equal(chordOf({ key: "Z", ctrlKey: true, shiftKey: true }), "Ctrl+Shift+z");
  assert.equal(chordOf({ key: "z", metaKey: true }), "Ctrl+z");
  assert.equal(chordOf({ key: "Tab", shiftKey: true }), "Shift+Tab");
  assert.equal(chordOf({ key: "7", code: "Numpad7" }), "Numpad7");
  assert.equal(chordOf({ key: "7", code: "Digit7" }), "7");
  assert.equal(chordOf({ key: "Shift", shiftKey: true }), null);
  assert.equal(written("Ctrl+Shift+z"), "Ctrl+Shift+Z");
  assert.equal(written("Ctrl++"), "Ctrl++");
});

test("a key given to another command is taken from the one that had it", () => {
  const [ruler, draw] = commands;
  assert.deepEqual(conflicts(commands, {}, ruler, "d").map((one) => one.name), ["draw"]);
  const keymap = remapped(commands, {}, ruler, "d");
  assert.deepEqual([keysOf(ruler, keymap), keysOf(draw, keymap)], [["d"], []]);
  assert.deepEqual(remapped(commands, { ruler: ["x"] }, ruler, "r"), {}, "its own key again: as it was");
});

test("keys that are shared on purpose are no conflict", () => {
  assert.deepEqual(conflicts(commands, {}, commands[2], "["), []);
});

test("what a browser kept is not trusted", () => {
  const kept = (text) => readKeymap({ getItem: () => text });
  assert.deepEqual(kept('{"ruler": ["m"], "draw": 5, "left": [1]}'), { ruler: ["m"] });
  assert.deepEqual(kept("nonsense"), {});
  assert.deepEqual(kept(null), {});
  assert.deepEqual(readKeymap(null), {});
});
