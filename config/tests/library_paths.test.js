import assert from "node:assert/strict";
import test from "node:test";
import { childrenOf, pathTo, placeOf, places } from "../../static/base/library/paths.js";

const folder = (id, parent = null) => ({ id, name: id.toUpperCase(), parent, maps: 0 });
const folders = [folder("a"), folder("b", "a"), folder("c", "b"), folder("d")];
const names = (list) => list.map((one) => one.id);

test("a folder knows what lies directly in it", () => {
  assert.deepEqual(names(childrenOf(folders, null)), ["a", "d"]);
  assert.deepEqual(names(childrenOf(folders, "a")), ["b"]);
});

test("the path leads from the top level down", () => {
  assert.deepEqual(names(pathTo(folders, "c")), ["a", "b", "c"]);
  assert.deepEqual(pathTo(folders, null), []);
  assert.deepEqual(pathTo(folders, "gone"), []);
});

test("a circle of folders ends", () => {
  const circle = [folder("a", "b"), folder("b", "a")];
  assert.deepEqual(names(pathTo(circle, "a")), ["b", "a"]);
});

test("places are a tree, without the folder that is moved and what is in it", () => {
  assert.deepEqual(places(folders).map(({ folder: one, depth }) => [one.id, depth]), [["a", 0], ["b", 1], ["c", 2], ["d", 0]]);
  assert.deepEqual(places(folders, "b").map(({ folder: one }) => one.id), ["a", "d"]);
});

test("the address tells the place", () => {
  const id = "0f3f1f2e-1111-4222-8333-444455556666";
  assert.deepEqual(placeOf(`#/folder/${id}`), { folder: id, item: null });
  assert.deepEqual(placeOf(`#/item/${id}`), { folder: null, item: id });
  for (const other of ["", "#/", "#/folder/../x", `#/user/${id}`]) assert.deepEqual(placeOf(other), { folder: null, item: null });
});
