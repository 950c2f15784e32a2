/** The page of who waits: what an answer of the server means, and that trouble with the line is no refusal. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RestError } from "../../static/base/http.js";
import { stateOf } from "../../static/rooms/people/waiting.js";

const says = (state) => async () => ({ data: { state } });
const fails = (status) => async () => {
  throw new RestError("", status);
};

test("one waits until one is in", async () => {
  assert.equal(await stateOf(says("waiting")), "waiting");
  assert.equal(await stateOf(says("in")), "in");
});

test("who is sent away finds no knock of theirs any more", async () => {
  assert.equal(await stateOf(fails(404)), "refused");
});

test("a lost line and a busy server are no refusal", async () => {
  for (const status of [0, 429, 500, 503]) assert.equal(await stateOf(fails(status)), "waiting");
});
