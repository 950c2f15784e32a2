/** The page's reducer on the cases that the server's reducer is tested on too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, standing } from "../../static/rooms/live/reducer.js";

const cases = JSON.parse(readFileSync(new URL("../live/tests/cases/reducer.json", import.meta.url), "utf8"));

for (const { name, state, entries, expect } of cases.fold) {
  test(`fold: ${name}`, () => {
    const before = structuredClone(state);
    assert.deepEqual(entries.reduce(fold, state), expect);
    assert.deepEqual(state, before, "the state it was given is untouched");
  });
}

for (const { name, seq, entry, expect } of cases.standing) {
  test(`standing: ${name}`, () => assert.equal(standing(seq, entry), expect));
}

test("a kind that nothing happened to keeps its identity", () => {
  const state = { seq: 1, scene: null, sight: "open", things: { token: { g: { x: 1 } }, member: {} } };
  const after = fold(state, { seq: 2, type: "token.move", ops: [["patch", "token", "g", { x: 2 }]] });
  assert.equal(after.things.member, state.things.member);
  assert.notEqual(after.things.token, state.things.token);
});
