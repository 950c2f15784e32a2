/** The tools that lay areas, measure and draw, and what a freehand line may lose. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AreaTool } from "../../static/scenes/areas/area_tool.js";
import { DrawTool, touches } from "../../static/scenes/drawings/draw_tool.js";
import { simplify, simplifyTo } from "../../static/scenes/drawings/simplify.js";
import { PLAIN } from "../../static/scenes/grid.js";
import { holdToPing } from "../../static/scenes/measure/pointing.js";
import { RulerTool } from "../../static/scenes/measure/ruler_tool.js";

const at = (x, y, more = {}) => ({ screen: { x, y }, world: { x, y }, shift: false, alt: false, ctrl: false, kind: "mouse", clicks: 1, ...more });

function setUp({ areas = [], drawings = [], leads = true, drawing = {}, area = {} } = {}) {
  const signal = (value) => ({ value });
  const done = { sent: [], passed: [], changed: [], removed: 0, ways: [], released: 0 };
  const marks = {
    areas: signal(areas), drawings: signal(drawings), chosen: signal(null), one: signal(null), carried: signal(null), draft: signal(null), sketch: signal(null),
    area: signal({ shape: "cone", size: 15, width: 5, angle: 53.13, rotation: 0, colour: "#e5604d", opacity: 0.5, label: "", effect: "", ...area }),
    drawing: signal({ kind: "freehand", stroke: "#f2b44b", fill: "#14121a", width: 6, size: 40, ...drawing }),
    draws: signal(true), leads: signal(leads), mayChange: () => true,
    change: (...call) => done.changed.push(call), preview: (...call) => done.passed.push(call), remove: () => { done.removed += 1; },
  };
  const scene = {
    id: signal("s"), grid: signal(PLAIN), tool: signal("draw"), marks,
    ruler: { MOST_POINTS: 50, show: (points) => done.ways.push(points), release: () => { done.released += 1; } },
    room: { send: async (...call) => { done.sent.push(call); return true; }, pass: (...call) => done.passed.push(call) },
  };
  return { context: { scene, stage: { camera: signal({ x: 0, y: 0, zoom: 1 }) }, tokenAt: () => null }, marks, done };
}

test("a click lays the draft on the grid, a drag turns it first", () => {
  const { context, done } = setUp();
  const tool = new AreaTool(context);
  tool.down(at(203, 196));
  tool.move(at(400, 205));
  tool.up(at(400, 205));
  const [[type, data]] = done.sent;
  assert.equal(type, "area.create");
  assert.deepEqual([data.x, data.y, data.rotation, data.size, data.scene], [200, 200, 90, 15, "s"]);
});

test("the wheel changes the size by a cell, with Shift it turns", () => {
  const { context, marks } = setUp();
  const tool = new AreaTool(context);
  assert.equal(tool.wheel(-1, false), true);
  tool.wheel(1, true);
  assert.deepEqual([marks.area.value.size, marks.area.value.rotation], [20, 15]);
  for (let step = 0; step < 9; step += 1) tool.wheel(1, false);
  assert.equal(marks.area.value.size, 5, "never less than a cell");
});

test("the point of an area that lies there takes it; two clicks delete it", () => {
  const { context, marks, done } = setUp({ areas: [{ id: "a", x: 300, y: 300, size: 10, shape: "circle" }] });
  const tool = new AreaTool(context);
  tool.down(at(304, 298));
  tool.move(at(404, 298));
  tool.up(at(404, 298));
  assert.deepEqual(marks.chosen.value, { kind: "area", id: "a" });
  assert.deepEqual(done.passed, [["area", "a", { x: 400, y: 300 }]], "others see it on its way");
  assert.deepEqual(done.changed, [[{ kind: "area", id: "a" }, "move", { x: 400, y: 300 }]]);
  marks.carried.value = null;
  tool.down(at(300, 300, { clicks: 2 }));
  tool.up(at(300, 300, { clicks: 2 }));
  assert.equal(done.removed, 1);
});

test("a ruler is dragged with waypoints, and let go", () => {
  const { context, done } = setUp();
  const tool = new RulerTool(context);
  tool.down(at(50, 50));
  tool.move(at(240, 60));
  assert.equal(tool.key({ key: " ", repeat: false }), true);
  tool.move(at(260, 330));
  assert.deepEqual(done.ways.at(-1), [{ x: 50, y: 50 }, { x: 250, y: 50 }, { x: 250, y: 350 }]);
  tool.up(at(260, 330));
  assert.equal(done.released, 1);
  assert.equal(tool.key({ key: " " }), false, "Space is not the ruler's any more");
});

test("clicks set one point after the other, two end the way", () => {
  const { context, done } = setUp();
  const tool = new RulerTool(context);
  for (const [x, clicks] of [[50, 1], [350, 1], [550, 1], [550, 2]]) {
    tool.down(at(x, 50, { clicks }));
    tool.up(at(x, 50, { clicks }));
  }
  assert.deepEqual(done.ways.at(-1).map(({ x }) => x).filter((x, index, all) => x !== all[index - 1]), [50, 350, 550]);
  assert.equal(done.released, 1);
});

test("a stroke is sent with the points it needs", () => {
  const { context, done } = setUp();
  const tool = new DrawTool(context);
  tool.down(at(0, 0));
  for (let x = 1; x <= 100; x += 1) tool.move(at(x, 0));
  tool.move(at(100, 50));
  tool.up(at(100, 50));
  const [[, data]] = done.sent;
  assert.deepEqual(data.points, [[0, 0], [100, 0], [100, 50]]);
  assert.equal(data.fill, "", "a line is not filled");
});

test("a polygon is closed at its first corner or by Enter", () => {
  for (const close of [(tool) => tool.down(at(3, 2)), (tool) => tool.key({ key: "Enter" })]) {
    const { context, done } = setUp({ drawing: { kind: "polygon" } });
    const tool = new DrawTool(context);
    for (const [x, y] of [[0, 0], [100, 0], [100, 100]]) tool.down(at(x, y));
    close(tool);
    assert.deepEqual(done.sent[0][1].points, [[0, 0], [100, 0], [100, 100]]);
  }
});

test("a drawing is taken where it is drawn, and moved", () => {
  const line = { id: "d", kind: "line", points: [[0, 0], [100, 100]], width: 4 };
  assert.equal(touches(line, { x: 50, y: 54 }, 4), true);
  assert.equal(touches(line, { x: 90, y: 10 }, 4), false);
  const { context, done } = setUp({ drawings: [line], drawing: { kind: "take" } });
  const tool = new DrawTool(context);
  tool.down(at(50, 50));
  tool.move(at(60, 80));
  tool.up(at(60, 80));
  assert.deepEqual(done.passed, [["drawing", "d", { dx: 10, dy: 30 }]]);
  assert.deepEqual(done.changed, [[{ kind: "drawing", id: "d" }, "update", { points: [[10, 30], [110, 130]] }]]);
});

test("holding points: urgently with Alt, and with Shift who leads brings everybody", () => {
  const { context, done } = setUp();
  assert.equal(holdToPing(at(10.4, 20, { alt: true }), context), true);
  holdToPing(at(10, 20, { shift: true }), context);
  assert.deepEqual(done.passed.map(([type, data]) => [type, data.alert ?? data.zoom]), [["ping.show", true], ["camera.pull", 1], ["ping.show", false]]);
  const player = setUp({ leads: false });
  holdToPing(at(10, 20, { shift: true }), player.context);
  assert.deepEqual(player.done.passed.map(([type]) => type), ["ping.show"]);
});

test("a long line keeps its shape within so many points", () => {
  const wave = Array.from({ length: 4000 }, (_, x) => ({ x, y: Math.sin(x / 7) * 40 }));
  assert.ok(simplifyTo(wave, 0.1, 1000).length <= 1000);
  const kept = simplify(wave, 2);
  assert.deepEqual([kept[0], kept.at(-1)], [wave[0], wave.at(-1)]);
  assert.ok(kept.length < wave.length / 3);
  assert.deepEqual(simplify([{ x: 1, y: 1 }], 5), [{ x: 1, y: 1 }]);
});
