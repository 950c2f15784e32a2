/** The page's helpers that know no word of the application. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { waitBefore } from "../../static/base/backoff.js";
import { around, boxOf, holds, turned, wind } from "../../static/base/geometry.js";
import { t, tn } from "../../static/base/i18n.js";
import { newId } from "../../static/base/ids.js";

test("an id is a UUID, also without crypto.randomUUID as on plain http", (context) => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(newId(), shape);
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  context.after(() => delete crypto.randomUUID);
  assert.match(newId(), shape);
  assert.notEqual(newId(), newId());
});

test("waiting grows, keeps to half a second and half a minute, and is spread over the whole of it", () => {
  assert.equal(waitBefore(0, () => 0), 500);
  assert.equal(waitBefore(0, () => 1), 1000);
  assert.equal(waitBefore(50, () => 1), 30_000);
  assert.equal(waitBefore(50, () => 0), 500);
});

test("words are filled in; what is not given stays", () => {
  assert.equal(t("{name} is typing", { name: "Ben" }), "Ben is typing");
  assert.equal(t("{a} and {b}", { a: 1 }), "1 and {b}");
  assert.equal(tn("{count} token", "{count} tokens", 1), "1 token");
  assert.equal(tn("{count} token", "{count} tokens", 3), "3 tokens");
});

test("boxes", () => {
  assert.deepEqual(boxOf({ x: 5, y: 1 }, { x: 1, y: 4 }), { x: 1, y: 1, width: 4, height: 3 });
  assert.equal(holds({ x: 0, y: 0, width: 2, height: 2 }, { x: 2, y: 1 }), true);
  assert.equal(around([]), null);
  assert.deepEqual(around([{ x: 0, y: 0, width: 1, height: 1 }, { x: 4, y: -1, width: 1, height: 1 }]), { x: 0, y: -1, width: 5, height: 2 });
  const quarter = turned({ x: 0, y: 0, width: 4, height: 2 }, 90);
  assert.deepEqual([Math.round(quarter.x), Math.round(quarter.y), Math.round(quarter.width), Math.round(quarter.height)], [1, -1, 2, 4]);
});

test("north is up", () => {
  assert.equal(wind({ x: 0, y: 0 }, { x: 0, y: -5 }), "north");
  assert.equal(wind({ x: 0, y: 0 }, { x: 5, y: -5 }), "north-east");
  assert.equal(wind({ x: 0, y: 0 }, { x: -5, y: 0 }), "west");
});
