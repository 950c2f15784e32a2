/** Cells, snapping, steps and distances of the page's grid. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { distance } from "../../static/scenes/geometry/distance.js";
import { cellOf, centreOf, PLAIN, snap, step } from "../../static/scenes/grid.js";

const HEXES = ["hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even"].map((type) => ({ ...PLAIN, type, offset_x: 13, offset_y: -7 }));

test("a token of one cell snaps to a centre, one of two cells to a corner", () => {
  assert.deepEqual(snap(PLAIN, { x: 130, y: 290 }, 1), { x: 150, y: 250 });
  assert.deepEqual(snap(PLAIN, { x: 130, y: 290 }, 2), { x: 100, y: 300 });
  assert.deepEqual(snap(PLAIN, { x: 130, y: 290 }, 3), { x: 150, y: 250 });
  assert.deepEqual(snap({ ...PLAIN, offset_x: 20, size_y: 50 }, { x: 10, y: 60 }, 1), { x: -30, y: 75 });
});

test("without a grid a token stays where it is dropped", () => {
  assert.deepEqual(snap({ ...PLAIN, type: "none" }, { x: 130.4, y: 290.6 }), { x: 130, y: 291 });
});

test("diagonals cost one square: three of them are 15 ft", () => {
  assert.deepEqual(distance(PLAIN, { x: 50, y: 50 }, { x: 350, y: 350 }), { cells: 3, length: 15 });
  assert.deepEqual(distance({ ...PLAIN, distance: 1.5 }, { x: 50, y: 50 }, { x: 250, y: 50 }), { cells: 2, length: 3 });
});

for (const grid of HEXES) {
  test(`${grid.type}: a centre lies in its own cell`, () => {
    for (let col = -4; col <= 4; col += 1) {
      for (let row = -4; row <= 4; row += 1) {
        const found = cellOf(grid, centreOf(grid, { col, row }));
        assert.deepEqual([found.col, found.row], [col, row]);
      }
    }
  });

  test(`${grid.type}: every step reaches a neighbour, and there are six of them`, () => {
    for (const start of [centreOf(grid, { col: 2, row: 2 }), centreOf(grid, { col: -3, row: -3 })]) {
      const reached = new Set();
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1]]) {
        const to = step(grid, start, dx, dy);
        assert.equal(distance(grid, start, to).cells, 1, `${dx},${dy}`);
        reached.add(`${Math.round(to.x)},${Math.round(to.y)}`);
      }
      assert.equal(reached.size, 6);
    }
  });
}
