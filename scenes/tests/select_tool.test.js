/** The select tool: click, drag with snapping, box, and what one may not move. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { PLAIN } from "../../static/scenes/grid.js";
import { SelectTool } from "../../static/scenes/tools/select.js";

const MIRA = { id: "mira", name: "Mira", x: 150, y: 150, size: 1 };
const GOBLIN = { id: "goblin", name: "Goblin", x: 450, y: 150, size: 1 };

function setUp({ own = ["mira"], edits = false, tokens = [MIRA, GOBLIN] } = {}) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const signal = (value) => ({ value });
  const done = { moved: [], copied: [], ways: [], panned: 0, edited: 0, boxes: [], previews: 0 };
  const scene = {
    tokens: signal(tokens), grid: signal(PLAIN), carried: signal(new Map()), selection: signal(new Set()),
    select: (ids) => { scene.selection.value = new Set(ids); },
    mayMove: (token) => own.includes(token.id),
    edits: signal(edits), room: { kind: () => signal({}) },
    get selected() { return { value: tokens.filter((token) => scene.selection.value.has(token.id)) }; },
  };
  const context = {
    scene,
    moves: { moveAll: (places, ways) => { done.moved.push(...places); done.ways.push(...ways); }, copy: (places) => done.copied.push(...places), preview: () => { done.previews += 1; } },
    tokenAt: ({ world }) => tokens.find((token) => Math.hypot(token.x - world.x, token.y - world.y) < 50) ?? null,
    hover: () => undefined,
    showBox: (box) => done.boxes.push(box),
    showDrag: () => undefined,
    panBy: () => { done.panned += 1; },
    edit: () => { done.edited += 1; },
  };
  return { tool: new SelectTool(context), scene, done };
}

const at = (x, y, more = {}) => ({ screen: { x, y }, world: { x, y }, shift: false, alt: false, ctrl: false, kind: "mouse", clicks: 1, ...more });

function drag(tool, from, to) {
  tool.down(from);
  tool.move(to);
  tool.up(to);
}

test("a drag ends as one move, on the centre of a cell", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, done } = setUp();
  drag(tool, at(150, 150), at(370, 240));
  assert.deepEqual(done.moved, [["mira", { x: 350, y: 250 }]]);
  assert.ok(done.previews > 0);
});

test("with Alt it lands where the pointer is", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, done } = setUp();
  drag(tool, at(150, 150), at(371, 243, { alt: true }));
  assert.deepEqual(done.moved, [["mira", { x: 371, y: 243 }]]);
});

test("a token that is not one's own is selected but does not move", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, scene, done } = setUp();
  drag(tool, at(450, 150), at(650, 150));
  assert.deepEqual([...scene.selection.value], ["goblin"]);
  assert.deepEqual(done.moved, []);
});

test("a trembling hand clicks", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, scene, done } = setUp();
  drag(tool, at(150, 150), at(152, 151));
  assert.deepEqual([...scene.selection.value], ["mira"]);
  assert.deepEqual(done.moved, []);
});

test("a box selects what is inside, Shift adds, a click on the ground selects nothing", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, scene } = setUp();
  drag(tool, at(50, 50), at(250, 250));
  assert.deepEqual([...scene.selection.value], ["mira"]);
  drag(tool, at(350, 50, { shift: true }), at(550, 250, { shift: true }));
  assert.deepEqual([...scene.selection.value], ["mira", "goblin"]);
  drag(tool, at(800, 800), at(800, 800));
  assert.equal(scene.selection.value.size, 0);
});

test("a finger on the ground moves the view", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, done } = setUp();
  drag(tool, at(800, 800, { kind: "touch" }), at(700, 800, { kind: "touch" }));
  assert.equal(done.panned, 1);
});

test("holding a finger on a token opens what is known of it and drops nothing", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, done } = setUp();
  tool.down(at(150, 150, { kind: "touch" }));
  mock.timers.tick(600);
  tool.up(at(150, 150, { kind: "touch" }));
  assert.equal(done.edited, 1);
  assert.deepEqual(done.moved, []);
});

test("a second finger during a drag gives the token back", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, scene, done } = setUp();
  tool.down(at(150, 150, { kind: "touch" }));
  tool.move(at(350, 150, { kind: "touch" }));
  assert.equal(scene.carried.value.size, 1);
  tool.cancel();
  assert.equal(scene.carried.value.size, 0);
  assert.deepEqual(done.moved, []);
});

test("Space on the way adds a point to go by", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, done } = setUp();
  tool.down(at(150, 150));
  tool.move(at(150, 350));
  assert.ok(tool.key({ key: " ", repeat: false }));
  tool.move(at(350, 350));
  tool.up(at(350, 350));
  assert.deepEqual(done.ways, [["mira", [{ x: 150, y: 350 }]]]);
  assert.equal(tool.key({ key: " ", repeat: false }), false, "Space is for panning again");
});

test("Control drags copies, for who may make tokens", (t) => {
  t.after(() => mock.timers.reset());
  const { tool, done } = setUp({ edits: true });
  drag(tool, at(150, 150, { ctrl: true }), at(350, 150, { ctrl: true }));
  assert.deepEqual([done.copied, done.moved], [[{ like: "mira", x: 350, y: 150 }], []]);
});

test("a locked token stays, a group is chosen together", (t) => {
  t.after(() => mock.timers.reset());
  const tokens = [{ ...MIRA, locked: true, group: "guards" }, { ...GOBLIN, group: "guards" }];
  const { tool, scene, done } = setUp({ own: ["mira", "goblin"], tokens });
  drag(tool, at(450, 150), at(650, 150));
  assert.deepEqual([...scene.selection.value], ["mira", "goblin"]);
  assert.deepEqual(done.moved, [["goblin", { x: 650, y: 150 }]]);
});
