/** What the server prepares is known again after the page was left, of each library for itself. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { preparingHere } from "../../static/base/library/preparing.js";

function tab() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

test("jobs are kept by the tab until they are over", () => {
  globalThis.window = { sessionStorage: tab() };
  const maps = preparingHere("/api/v1/maps");
  maps.add("one", "Mine.png");
  maps.add("two", "Cave.png");
  maps.add("one", "Mine.png");
  assert.deepEqual(preparingHere("/api/v1/tracks").all(), []);
  assert.deepEqual(preparingHere("/api/v1/maps").all(), [["two", "Cave.png"], ["one", "Mine.png"]]);
  maps.drop("two");
  assert.deepEqual(maps.all(), [["one", "Mine.png"]]);
});

test("where nothing may be kept, nothing is known and nothing breaks", () => {
  globalThis.window = { get sessionStorage() { throw new Error("forbidden"); } };
  const maps = preparingHere("/api/v1/maps");
  maps.add("one", "Mine.png");
  assert.deepEqual(maps.all(), []);
});
