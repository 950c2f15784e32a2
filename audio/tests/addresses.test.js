/** Who can play the file itself is given that; the MP3 besides is for all others, and for when it fails. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressesOf } from "../../static/audio/addresses.js";

test("an MP3 in its place is taken only where the browser cannot play the file", () => {
  const asked = [];
  const plays = (type) => asked.push(type) > 0;
  assert.deepEqual(addressesOf({ url: "/t", format: "ogg" }, plays), ["/t?original=1", "/t"]);
  assert.deepEqual(addressesOf({ url: "/t", format: "opus" }, () => false), ["/t"]);
  for (const format of ["flac", "wav", "mp3", "m4a", undefined]) assert.deepEqual(addressesOf({ url: "/t", format }, plays), ["/t"]);
  assert.deepEqual(asked, ['audio/ogg; codecs="vorbis"']);
});
