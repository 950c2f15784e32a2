/** Distances, snapping and covered cells: the same cases as the server's twin (`test_geometry.py`). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { wind } from "../../static/base/geometry.js";
import { polygonOf } from "../../static/scenes/geometry/areas.js";
import { covered } from "../../static/scenes/geometry/coverage.js";
import { measure } from "../../static/scenes/geometry/distance.js";
import { axial, centreOf, PLAIN, snap } from "../../static/scenes/grid.js";

const read = (name) => JSON.parse(readFileSync(new URL(`cases/${name}`, import.meta.url), "utf8"));
const MODES = { chebyshev_5e_5_5_5: "chebyshev", alternating_3_5_PF_5_10_5: "alternating", manhattan: "manhattan", euclid_ft: "euclidean" };
const HEXES = ["hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even"];
const centres = (cells) => cells.map(([col, row]) => centreOf(PLAIN, { col, row }));
const near = (value, wanted, what) => assert.ok(Math.abs(value - wanted) < 1e-3, `${what}: ${value}, not ${wanted}`);

test("distances are those of the books", () => {
  for (const pair of read("distance.json").square_pairs) {
    for (const [column, mode] of Object.entries(MODES)) {
      near(measure({ ...PLAIN, mode }, centres([[-2, 7], [-2 + pair.dx, 7 - pair.dy]])).length, pair[column], mode);
    }
  }
});

for (const way of read("ways.json").squares) {
  test(`a way: ${way.name}`, () => {
    for (const mode of Object.values(MODES)) near(measure({ ...PLAIN, mode }, centres(way.way)).length, way[mode], mode);
  });
}

test("hexagons are counted one by one", () => {
  for (const type of HEXES) {
    const grid = { ...PLAIN, type, size: 90, offset_x: 13 };
    const find = ([q, r]) => {
      for (let col = -20; col < 20; col += 1) {
        for (let row = -20; row < 20; row += 1) if (axial(grid, { col, row }).join() === `${q},${r}`) return centreOf(grid, { col, row });
      }
      throw new Error("no such cell");
    };
    for (const { a, b, hexes } of read("distance.json").hex_pairs_axial) assert.equal(measure({ ...grid, mode: "alternating" }, [find(a), find(b)]).cells, hexes);
  }
});

test("without a grid all is as the crow flies", () => {
  assert.equal(measure({ ...PLAIN, type: "none" }, [{ x: 0, y: 0 }, { x: 300, y: 400 }]).length, 25);
});

for (const { name, grid, area, ...expected } of read("coverage.json").cases) {
  test(`covered cells: ${name}`, () => {
    for (const rule of ["centre", "any"]) {
      const cells = covered(grid, area, rule)?.map(({ col, row }) => `${col},${row}`);
      assert.deepEqual(cells?.sort(), expected[rule].map((cell) => cell.join()).sort(), rule);
    }
  });
}

test("no cells without a grid, and none told of too many", () => {
  const area = { shape: "circle", x: 0, y: 0, size: 1000 };
  assert.deepEqual(covered({ ...PLAIN, type: "none" }, area, "centre"), []);
  assert.equal(covered(PLAIN, area, "any"), null);
});

test("a token snaps by its size", () => {
  for (const { cells, at, to } of read("ways.json").snaps) assert.deepEqual(snap(PLAIN, { x: at[0], y: at[1] }, cells), { x: to[0], y: to[1] });
});

test("the wind in which something lies", () => {
  for (const one of read("ways.json").winds) assert.equal(wind({ x: 0, y: 0 }, { x: one.to[0], y: one.to[1] }), one.wind);
});

test("what is drawn of a cone ends where the cone does", () => {
  const straight = polygonOf(PLAIN, { shape: "cone", x: 100, y: 100, size: 15, angle: 53.13, rotation: 90 });
  assert.deepEqual(straight.map(({ x }) => Math.round(x)), [100, 400, 400]);
  const round = polygonOf(PLAIN, { shape: "cone", x: 100, y: 100, size: 15, angle: 90, rotation: 90 });
  assert.ok(round.slice(1).every((point) => Math.abs(Math.hypot(point.x - 100, point.y - 100) - 300) < 1e-6));
});
