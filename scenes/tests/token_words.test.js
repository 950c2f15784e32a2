/** The words by which who does not see the map knows where a token is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PLAIN } from "../../static/scenes/grid.js";
import { describe } from "../../static/scenes/token_list.js";

const mira = { id: "mira", name: "Mira", x: 150, y: 350, size: 1, disposition: "ally", mine: true };

test("one's own token is told by column and row", () => {
  assert.equal(describe(mira, mira, PLAIN), "Mira, yours, ally, column 2, row 4");
});

test("another is told by distance and direction from one's own", () => {
  const goblin = { id: "g", name: "Goblin", x: 650, y: -150, size: 1, disposition: "enemy", mine: false };
  assert.equal(describe(goblin, mira, PLAIN), "Goblin, enemy, 25 ft north-east of you");
});

test("hidden ones say so to those who see them", () => {
  const lich = { id: "l", name: "", x: 150, y: 350, size: 2, disposition: "neutral", hidden: true };
  assert.equal(describe(lich, mira, PLAIN), "unnamed, neutral, hidden, where you are");
});
