import assert from "node:assert/strict";
import { test } from "node:test";
import { ordered, pathsOf, shifted, treeOf, within } from "../../static/scenes/prepare/tree.js";

const scenes = [
  { id: "a", name: "Antechamber", folder: "The tomb", order: 1 },
  { id: "b", name: "Burial hall", folder: "The tomb", order: 0 },
  { id: "c", name: "Crypt", folder: "The tomb/Second level", order: 0 },
  { id: "v", name: "Village", folder: "", order: 0 },
];

test("folders come before scenes, each in their order, one level deeper in each folder", () => {
  const rows = treeOf(scenes, ["Empty"], new Set()).map((row) => [row.depth, row.kind === "folder" ? `${row.name}/ ${row.scenes}` : row.scene.name]);
  assert.deepEqual(rows, [
    [0, "Empty/ 0"], [0, "The tomb/ 3"], [1, "Second level/ 1"], [2, "Crypt"], [1, "Burial hall"], [1, "Antechamber"], [0, "Village"],
  ]);
});

test("a closed folder keeps its content to itself", () => {
  assert.deepEqual(treeOf(scenes, [], new Set(["The tomb"])).map((row) => row.key), ["folder:The tomb", "v"]);
});

test("folders above a named one are there too", () => {
  assert.deepEqual(pathsOf([], ["x/y/z"]), ["x", "x/y", "x/y/z"]);
  assert.ok(within("x/y", "x") && within("x", "x") && !within("xy", "x"));
});

test("a scene comes before another, or last, also from another folder", () => {
  assert.deepEqual(ordered(scenes, "The tomb", "a", "b"), ["a", "b"]);
  assert.deepEqual(ordered(scenes, "The tomb", "v", "a"), ["b", "v", "a"]);
  assert.deepEqual(ordered(scenes, "The tomb", "b", null), ["a", "b"]);
});

test("by keys a scene goes one place up or down, and no further than the end", () => {
  assert.deepEqual(shifted(scenes, scenes[0], -1), ["a", "b"]);
  assert.equal(shifted(scenes, scenes[0], 1), null);
});
