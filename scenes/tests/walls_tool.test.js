/** The wall tool: chains, where ends land, joints, splitting; and its pure parts. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { PLAIN } from "../../static/scenes/grid.js";
import { Chain } from "../../static/scenes/vision/chain.js";
import { inside, joint, nearestLine, snapEnd } from "../../static/scenes/vision/snapping.js";
import { walls } from "../../static/scenes/vision/state.js";
import { covers, thinned } from "../../static/scenes/vision/strokes.js";
import { litRing } from "../../static/scenes/vision/sweep.js";
import { WallTool } from "../../static/scenes/vision/wall_tool.js";

const EAST = { id: "east", x1: 500, y1: 0, x2: 500, y2: 500, kind: "wall" };
const SOUTH = { id: "south", x1: 500, y1: 500, x2: 0, y2: 500, kind: "wall" };
const signal = (value) => ({ value });

function setUp() {
  const sent = [];
  const scene = {
    id: signal("scene"), grid: signal(PLAIN), kindHere: () => signal([EAST, SOUTH]),
    room: { send: async (type, data) => void sent.push([type, data]) },
  };
  const boxes = [];
  const context = { scene, stage: { camera: signal({ x: 0, y: 0, zoom: 1 }), canvas: { style: {} } }, showBox: (box) => boxes.push(box) };
  return { tool: new WallTool(context), sent, boxes };
}

const at = (x, y, more = {}) => ({ screen: { x, y }, world: { x, y }, shift: false, alt: false, ctrl: false, kind: "mouse", clicks: 1, ...more });
const key = (name) => ({ key: name, ctrlKey: false, altKey: false });

function click(tool, pointer) {
  tool.down(pointer);
  tool.up(pointer);
}

function drag(tool, from, to) {
  tool.down(from);
  tool.move(to);
  tool.up(to);
}

beforeEach(() => {
  walls.selection.value = new Set();
  walls.carried.value = new Map();
  walls.nature.value = { kind: "wall" };
  walls.onto.value = false;
});

test("clicks build a chain on corners and half cells; Enter builds it, Escape does not, Backspace takes one back", () => {
  const { tool, sent } = setUp();
  click(tool, at(703, 98));
  click(tool, at(760, 102));
  click(tool, at(2000, 2000));
  assert.equal(tool.key(key("Backspace")), true);
  assert.equal(tool.key(key("Enter")), true);
  assert.deepEqual(sent, [["wall.create", { scene: "scene", walls: [{ x1: 700, y1: 100, x2: 750, y2: 100, kind: "wall" }] }]]);
  click(tool, at(700, 300));
  click(tool, at(800, 300));
  assert.equal(tool.key(key("Escape")), true);
  assert.equal(tool.key(key("Enter")), false);
  assert.equal(sent.length, 1);
});

test("a chain ends by a double click, and where it began; Alt leaves the grid, an end of a wall attracts", () => {
  const { tool, sent } = setUp();
  walls.nature.value = { kind: "door" };
  click(tool, at(703.4, 98.2, { alt: true }));
  click(tool, at(506, 4));
  click(tool, at(506, 4, { clicks: 2 }));
  assert.deepEqual(sent[0][1].walls, [{ x1: 703, y1: 98, x2: 500, y2: 0, kind: "door" }]);
  for (const [x, y] of [[700, 100], [800, 100], [800, 200], [700, 100]]) click(tool, at(x, y));
  assert.equal(sent[1][1].walls.length, 3);
});

test("a joint is dragged as one; a wall keeps its form; a box selects; Delete tears down", async () => {
  const { tool, sent } = setUp();
  drag(tool, at(501, 499), at(548, 603));
  await null;
  assert.deepEqual(sent.pop(), ["wall.move", { walls: [{ wall: "east", x1: 500, y1: 0, x2: 550, y2: 600 }, { wall: "south", x1: 550, y1: 600, x2: 0, y2: 500 }] }]);
  drag(tool, at(500, 250), at(602, 250));
  await null;
  assert.deepEqual(sent.pop(), ["wall.move", { walls: [{ wall: "east", x1: 600, y1: 0, x2: 600, y2: 500 }] }]);
  click(tool, at(500, 200, { clicks: 2 }));
  assert.deepEqual(sent.pop(), ["wall.split", { wall: "east", x: 500, y: 200 }]);
  drag(tool, at(-50, 450), at(600, 600));
  assert.deepEqual([...walls.selection.value], ["south"]);
  assert.equal(tool.key(key("Delete")), true);
  assert.deepEqual(sent.pop(), ["wall.delete", { walls: ["south"] }]);
  assert.equal(tool.key(key("Delete")), false, "nothing is selected any more: the key means tokens again");
});

test("a chain begins and ends in the middle of a wall: with Ctrl, or where that is asked for", () => {
  const { tool, sent } = setUp();
  const ramp = { id: "ramp", x1: 1000, y1: 10, x2: 1400, y2: 210, kind: "wall" };
  tool.context.scene.kindHere = () => signal([EAST, SOUTH, ramp]);
  click(tool, at(503, 260, { ctrl: true }));
  click(tool, at(1204, 106));
  tool.key(key("Enter"));
  const [wall] = sent.pop()[1].walls;
  assert.deepEqual([wall.x1, wall.y1], [500, 250], "a corner of the grid lies there");
  assert.ok(Math.abs(wall.y2 - (wall.x2 - 980) / 2) < 1e-9 && Math.abs(wall.x2 - 1201.6) < 1e-9, "on the wall, where it is nearest");
  click(tool, at(503, 260));
  assert.deepEqual([...walls.selection.value], ["east"], "else the wall is taken");
  walls.onto.value = true;
  click(tool, at(503, 262, { alt: true }));
  click(tool, at(700, 250));
  tool.key(key("Enter"));
  assert.deepEqual(sent.pop()[1].walls, [{ x1: 500, y1: 262, x2: 700, y2: 250, kind: "wall" }]);
  assert.equal(walls.selection.value.size, 0);
});

test("where ends land", () => {
  const hex = { ...PLAIN, type: "hex_pointy_odd" };
  assert.deepEqual(snapEnd(PLAIN, { x: 120, y: 180 }, [{ x: 131, y: 190 }], 20), { x: 131, y: 190 });
  assert.deepEqual(snapEnd(PLAIN, { x: 120, y: 180 }, [{ x: 131, y: 190 }], 5), { x: 100, y: 200 });
  assert.deepEqual(snapEnd({ ...PLAIN, type: "none" }, { x: 120.4, y: 180.6 }, [], 5), { x: 120, y: 181 });
  assert.deepEqual(snapEnd(hex, { x: 52, y: 49 }, [], 5), { x: 50, y: 50 });
  assert.equal(Math.round(snapEnd(hex, { x: 50, y: -5 }, [], 5).y), -8, "the upper corner of the first hexagon");
  assert.deepEqual(joint([EAST, SOUTH], { x: 500, y: 500 }), [{ id: "east", end: 2 }, { id: "south", end: 1 }]);
  assert.equal(nearestLine([EAST, SOUTH], { x: 250, y: 508 }, 10), SOUTH);
  assert.equal(nearestLine([EAST, SOUTH], { x: 250, y: 520 }, 10), null);
  assert.deepEqual(inside([EAST, SOUTH], { x: 490, y: -5, width: 20, height: 600 }), [EAST]);
});

test("the same corner twice ends a chain, and no wall has no length", () => {
  const chain = new Chain();
  assert.equal(chain.add({ x: 0, y: 0 }), true);
  assert.equal(chain.add({ x: 0, y: 0 }), false);
  assert.deepEqual(chain.finish(), []);
  assert.equal(chain.begun, false);
});

test("strokes of fog: what they cover, and a brush's way without needless points", () => {
  assert.equal(covers({ kind: "rect", points: [[100, 100], [0, 0]] }, { x: 50, y: 50 }), true);
  assert.equal(covers({ kind: "polygon", points: [[0, 0], [100, 0], [0, 100]] }, { x: 70, y: 70 }), false);
  assert.equal(covers({ kind: "brush", points: [[0, 0], [100, 0]], radius: 10 }, { x: 50, y: 9 }), true);
  assert.equal(covers({ kind: "circle", points: [[0, 0]], radius: 10 }, { x: 8, y: 8 }), false);
  const way = Array.from({ length: 1000 }, (_, at) => [at, at < 500 ? 0 : at - 500]);
  assert.deepEqual(thinned(way, 1, 1000), [[0, 0], [500, 0], [999, 499]]);
  assert.ok(thinned(way.map(([x], at) => [x, (at % 2) * 40]), 1, 100).length <= 100);
});

test("a light falls up to the walls in its reach", () => {
  const ring = litRing({ x: 0, y: 0 }, 100, [{ x1: 50, y1: -500, x2: 50, y2: 500 }]);
  const xs = ring.filter((_, at) => at % 2 === 0);
  assert.ok(Math.max(...xs) <= 50.01);
  assert.ok(Math.min(...xs) <= -99.9);
});
