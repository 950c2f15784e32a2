/** The tool of sounds of places, and what who leads hears of them: as the server says it, on the same cases. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { arrivalWords } from "../../static/audio/panel/places.js";
import { lookFrom } from "../../static/scenes/displays/looking.js";
import { PLAIN } from "../../static/scenes/grid.js";
import { arrival, barriersOf, heardAt } from "../../static/scenes/sounds/arrival.js";
import { EmitterTool } from "../../static/scenes/sounds/emitter_tool.js";
import { bounded, emitters } from "../../static/scenes/sounds/emitters.js";

const CASES = JSON.parse(readFileSync(new URL("cases/hearing.json", import.meta.url), "utf8"));
const FIRE = { id: "fire", scene: "scene", x: 500, y: 500, radius: 20, volume: 1, walls: true, on: true, track: { id: "t", name: "Fire" } };
const signal = (value) => ({ value });

function setUp() {
  const sent = [];
  const scene = { id: signal("scene"), grid: signal(PLAIN), kindHere: () => signal([FIRE]), room: { send: async (type, data) => void sent.push([type, data]) } };
  const context = { scene, stage: { camera: signal({ x: 0, y: 0, zoom: 1 }), canvas: { style: {} } } };
  return { tool: new EmitterTool(context), sent };
}

const at = (x, y, more = {}) => ({ screen: { x, y }, world: { x, y }, shift: false, alt: true, ctrl: false, kind: "mouse", clicks: 1, ...more });
const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
const settled = () => new Promise((done) => { setTimeout(done, 260); });

async function drag(tool, from, to) {
  tool.down(from);
  tool.move(to);
  await tool.up(to);
}

beforeEach(() => {
  emitters.track.value = emitters.selected.value = emitters.carried.value = emitters.draft.value = emitters.choosing.value = null;
});

test("what arrives is what the server says", () => {
  for (const { name, walls, source, ear, radius, arrives } of CASES) {
    const found = arrival({ x: source[0], y: source[1] }, { x: ear[0], y: ear[1] }, radius, walls.map(([x1, y1, x2, y2, limited]) => ({ x1, y1, x2, y2, limited })));
    if (!arrives) assert.equal(found, null, name);
    else for (const [part, value] of Object.entries(arrives)) assert.ok(Math.abs(found[part] - value) < 1e-6, `${name}: ${part} ${found[part]}`);
  }
});

test("open doors and walls that let sound through are none; the best placed ear counts", () => {
  const line = { x1: 450, y1: 0, x2: 450, y2: 1000, kind: "wall", sound: "normal", state: "closed" };
  const stops = (more) => barriersOf([{ ...line, ...more }]).length;
  assert.deepEqual([stops({}), stops({ sound: "none" }), stops({ kind: "door" }), stops({ kind: "door", state: "open" }), stops({ state: "open" })], [1, 0, 1, 0, 1]);
  const ears = [{ x: 400, y: 500 }, { x: 600, y: 500 }];
  const near = heardAt(FIRE, ears, 20, barriersOf([line]));
  assert.deepEqual([near.gain, near.muffle, near.pan], [0.5625, 0, -0.25]);
  assert.equal(heardAt({ ...FIRE, volume: 0.01 }, ears, 20, []), null);
  assert.equal(heardAt(FIRE, [], 20, []), null);
  assert.equal(arrivalWords({ gain: 0.254, muffle: 0.6, pan: -0.25 }), "from the left, through walls, 25 %");
});

test("a click places the sound in hand, a drag says how far; without a sound one is asked for", async () => {
  const { tool, sent } = setUp();
  await drag(tool, at(1000, 1000), at(1000, 1000));
  assert.deepEqual(emitters.choosing.value, { place: { x: 1000, y: 1000, radius: 30 } });
  assert.deepEqual(sent, []);
  emitters.track.value = { id: "rain", name: "Rain" };
  await drag(tool, at(1000, 1000), at(1000, 1000));
  await drag(tool, at(1000, 1000), at(1000, 1300));
  assert.deepEqual(sent, [["emitter.create", { scene: "scene", track: "rain", x: 1000, y: 1000, radius: 30 }], ["emitter.create", { scene: "scene", track: "rain", x: 1000, y: 1000, radius: 15 }]]);
});

test("one is taken by its middle and moved; its ring, once it is in hand, says how far", async () => {
  const { tool, sent } = setUp();
  await drag(tool, at(505, 500), at(640, 510));
  await drag(tool, at(900, 500), at(1000, 500));
  assert.deepEqual(sent, [["emitter.move", { emitter: "fire", x: 640, y: 510 }], ["emitter.update", { emitter: "fire", radius: 25 }]]);
  await drag(tool, at(2000, 2000), at(2000, 2000));
  assert.equal(emitters.selected.value, null, "the first click beside lets go");
});

test("keys: arrows move it, brackets say how far, many presses are one change; Delete, Escape, Enter", async () => {
  const { tool, sent } = setUp();
  lookFrom(() => ({ x: 330, y: 330 }));
  assert.equal(tool.key(key("ArrowLeft")), false, "nothing is in hand");
  emitters.selected.value = "fire";
  for (const name of ["ArrowRight", "ArrowRight", "ArrowDown"]) assert.equal(tool.key(key(name)), true);
  tool.key(key("]"));
  await settled();
  assert.deepEqual(sent, [["emitter.move", { emitter: "fire", x: 700, y: 600 }], ["emitter.update", { emitter: "fire", radius: 25 }]]);
  tool.key(key("Delete"));
  assert.deepEqual(sent.at(-1), ["emitter.delete", { emitter: "fire" }]);
  assert.equal(tool.key(key("Escape")), false);
  tool.key(key("Enter"));
  assert.deepEqual(emitters.choosing.value, { place: { x: 325, y: 325, radius: 30 } });
});

test("a radius is a round one, and never none", () => {
  assert.deepEqual([bounded(12.4, PLAIN), bounded(0, PLAIN), bounded(1e9, PLAIN), bounded(2.2, { ...PLAIN, distance: 1.5 })], [12, 1, 10_000, 2.1]);
});
