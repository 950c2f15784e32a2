/** A new token: put down by a click, or by a character that was dragged out of the list. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CHARACTER, carried } from "../../static/scenes/characters/carry.js";
import { PLAIN } from "../../static/scenes/grid.js";
import { PlaceTool } from "../../static/scenes/tools/place.js";

const at = (x, y, more = {}) => ({ screen: { x, y }, world: { x, y }, shift: false, alt: false, ctrl: false, kind: "mouse", clicks: 1, ...more });

function setUp() {
  const done = { sent: [], tool: "place" };
  const scene = {
    id: { value: "s" }, grid: { value: PLAIN }, tool: { value: "place" },
    draft: { value: { character: "c", name: "Ysolde", size: 1, disposition: "ally", hidden: false } },
    room: { send: (...call) => done.sent.push(call) },
  };
  const tool = new PlaceTool({ scene, showDraft: () => undefined, useTool: (name) => { scene.tool.value = name; } });
  return { tool, scene, done };
}

test("a character dropped on the map stands in the cell, with what the server knows of its tokens", () => {
  const { tool, scene, done } = setUp();
  const held = {};
  let taken = 0;
  const row = carried(scene, { id: "c" }, () => { taken += 1; });
  row.onDragStart({ dataTransfer: { setData: (kind, id) => { held[kind] = id; } } });
  assert.deepEqual([held[CHARACTER], taken], ["c", 1]);
  assert.equal(tool.takes({ types: Object.keys(held) }), true);
  assert.equal(tool.takes({ types: ["Files"] }), false);
  tool.move(at(190, 205));
  tool.up(at(190, 205));
  const [[type, data]] = done.sent;
  assert.deepEqual([type, data], ["token.create", { scene: "s", character: "c", x: 150, y: 250 }]);
  row.onDragEnd();
  assert.equal(scene.tool.value, "select");
});

test("dropped beside the map, nothing is made and the tool is laid down", () => {
  const { scene, done } = setUp();
  carried(scene, { id: "c" }, () => undefined).onDragEnd();
  assert.deepEqual([done.sent, scene.tool.value], [[], "select"]);
});
