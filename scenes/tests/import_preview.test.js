/** The picture in a Universal VTT file, taken out for its preview. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pictureIn } from "../../static/scenes/prepare/embedded.js";

const PNG = "iVBORw0KGgo=";

test("it is found with and without the head of a data address, wherever it stands", async () => {
  for (const image of [PNG, `data:image/png;base64,${PNG}`, PNG.replaceAll("/", "\\/")]) {
    const found = pictureIn(`{"format": 0.3, "resolution": {"map_size": {"x": 1}}, "image" : "${image}", "lights": []}`);
    assert.equal(found.type, "image/png");
    assert.deepEqual([...new Uint8Array(await found.arrayBuffer())].slice(0, 4), [0x89, 0x50, 0x4e, 0x47]);
  }
  const file = await readFile(new URL("../../config/tests/browser/files/crypt.dd2vtt", import.meta.url), "utf8");
  assert.ok(pictureIn(file).size > 100);
});

test("what is no picture is none: a path, other words, a torn one, none at all", () => {
  for (const text of ['{"image": "maps/cave.png"}', '{"image": "PHN2Zz4="}', `{"image": "${PNG}!"}`, '{"image": ""}', "{}"]) assert.equal(pictureIn(text), null, text);
});
