/** Tokens as they are drawn: what did not change is the same object, so five hundred cost no more than those that move. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { marking, shownAt } from "../../static/scenes/tokens/standing.js";

const soldiers = Array.from({ length: 500 }, (_, at) => ({ id: `s${at}`, x: at, y: 0 }));
const places = new Map(soldiers.map(({ id }, at) => [id, at]));
const nowhere = new Map();

test("who is marked again the same way stays the same; who changed, or changed hands, does not", () => {
  const marked = marking();
  const before = soldiers.map((token) => marked(token, token.id === "s1"));
  const moved = [...soldiers.slice(0, 7), { ...soldiers[7], x: 99 }, ...soldiers.slice(8)];
  const after = moved.map((token) => marked(token, token.id === "s1" || token.id === "s2"));
  assert.deepEqual(after.flatMap((token, at) => (token === before[at] ? [] : [token])), [{ id: "s2", x: 2, y: 0, mine: true }, { id: "s7", x: 99, y: 0, mine: false }]);
});

test("while nobody moves the list itself is the same; while some are held, only those are others", () => {
  assert.equal(shownAt(soldiers, places, [nowhere, nowhere]), soldiers);
  const dragged = new Map([["s3", { x: 10, y: 10 }], ["s4", { x: 20, y: 20 }], ["gone", { x: 0, y: 0 }]]);
  const shown = shownAt(soldiers, places, [dragged, nowhere, new Map([["s4", { x: 30, y: 30 }]])]);
  assert.deepEqual(shown.flatMap((token, at) => (token === soldiers[at] ? [] : [token])), [{ id: "s3", x: 10, y: 10 }, { id: "s4", x: 30, y: 30 }]);
  assert.equal(soldiers[3].x, 3);
});
