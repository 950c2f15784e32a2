/** How large things are on a screen, the order as it is dragged, who is next and which token that is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cardWidth, measures, physical, ppiOf, ppiOfCard } from "../../static/scenes/displays/scale.js";
import { following, markOf } from "../../static/scenes/encounter/fight.js";
import { moved } from "../../static/scenes/encounter/order.js";

test("a 55 inch screen of 4K has 80.1 pixels an inch: 80 for a cell, 48 × 27 of them", () => {
  const ppi = ppiOf(55, 3840, 2160);
  assert.equal(ppi.toFixed(1), "80.1");
  const found = measures({ ppi, width: 3840, height: 2160 }, { size: 70, distance: 5, unit: "ft" }, { x: 0, y: 0, width: 2100, height: 1400 });
  assert.deepEqual(found, { cell: 80, columns: 47.9, rows: 27, mapWidth: 150, mapHeight: 100, fits: true });
  assert.equal(measures({ ppi, width: 1920, height: 1080 }, { size: 70, distance: 5, unit: "ft" }, { x: 0, y: 0, width: 2100, height: 1400 }).fits, false);
});

test("a bank card is 85.60 mm wide, whatever the page calls a pixel", () => {
  assert.equal(cardWidth(80.1, 1).toFixed(1), "269.9");
  assert.equal(cardWidth(160.2, 2).toFixed(1), "269.9");
  assert.equal(ppiOfCard(cardWidth(93.5, 1.5), 1.5).toFixed(6), "93.500000");
});

test("an inch to the cell: it looks where it is told, and never beside the scene", () => {
  const bounds = { x: 0, y: 0, width: 4000, height: 1000 };
  const viewport = { width: 800, height: 600 };
  const scale = { ppi: 80, density: 1, cell: 100 };
  assert.deepEqual(physical(scale, { x: 2000, y: 500 }, bounds, viewport), { zoom: 0.8, x: 1500, y: 125 });
  assert.deepEqual(physical(scale, { x: 0, y: 0 }, bounds, viewport), { zoom: 0.8, x: 0, y: 0 });
  assert.deepEqual(physical(scale, { x: 9000, y: 9000 }, bounds, viewport), { zoom: 0.8, x: 3000, y: 250 });
  assert.deepEqual(physical(scale, null, bounds, viewport), { zoom: 0.8, x: 1500, y: 125 });
  assert.equal(physical({ ...scale, density: 2 }, null, bounds, viewport).zoom, 0.4);
  const small = physical(scale, { x: 0, y: 0 }, { x: 0, y: 0, width: 500, height: 500 }, viewport);
  assert.deepEqual(small, { zoom: 0.8, x: -250, y: -125 });
});

test("dragged to another place", () => {
  assert.deepEqual(moved(["a", "b", "c"], "a", 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], "c", -1), ["c", "a", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], "b", 9), ["a", "c", "b"]);
});

test("next is the next who lives; nobody knows who follows one that they do not see", () => {
  const line = [{ id: "a" }, { id: "b", killed: true }, { id: "c" }];
  assert.equal(following(line, "a")?.id, "c");
  assert.equal(following(line, "c")?.id, "a");
  assert.equal(following(line, null), null);
  assert.equal(following([{ id: "a" }], "a"), null);
});

test("a token is found by its mark, which the server makes alike", () => {
  assert.equal(markOf("00000000-0000-0000-0000-000000000000"), "374708fff7719dd5");
});
