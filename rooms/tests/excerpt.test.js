/** What a list of results shows of a long message. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt } from "../../static/rooms/past/excerpt.js";

const shown = (pieces) => pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

test("a short message is shown whole, what was found in it marked", () => {
  assert.equal(shown(excerpt("The old lich", [[4, 7], [8, 12]])), "The [old] [lich]");
  assert.equal(shown(excerpt("The old lich", [])), "The old lich");
});

test("the server counts characters, also where one takes two places in a string", () => {
  assert.equal(shown(excerpt("🎲🎲 lich!", [[3, 7]])), "🎲🎲 [lich]!");
});

test("of a long message the neighbourhood of the first find is shown, cut at a word", () => {
  const text = `${"before ".repeat(40)}lich ${"after ".repeat(40)}`;
  const pieces = excerpt(text, [[280, 284]], 80);
  assert.match(shown(pieces), /^… before .*\[lich\] after .* …$/);
  assert.ok(shown(pieces).length < 90);
});

test("a long message without a find is shown from its beginning", () => {
  assert.equal(shown(excerpt("word ".repeat(50), [], 20)), "word word word word  …");
});

test("a find at the very end is shown", () => {
  assert.match(shown(excerpt(`${"x".repeat(300)} lich`, [[301, 305]], 80)), /\[lich\]$/);
});
