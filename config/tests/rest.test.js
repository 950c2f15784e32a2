/** REST from the page: the envelope opened, refusals with their fields, a server that cannot be reached. */
import assert from "node:assert/strict";
import { before, mock, test } from "node:test";
import { get, post, RestError } from "../../static/base/http.js";

before(() => {
  globalThis.document = { cookie: "a=b; csrftoken=abc123", querySelector: () => null };
  globalThis.HTMLInputElement = class {};
});

const answers = (status, body) => mock.method(globalThis, "fetch", async () => new Response(body === null ? null : JSON.stringify(body), { status }));

test("data and meta come out of the envelope", async () => {
  answers(200, { success: true, data: [1, 2], meta: { cursor: { before: 7 } } });
  assert.deepEqual(await get("/api/v1/x"), { data: [1, 2], meta: { cursor: { before: 7 } } });
});

test("what changes something carries the CSRF token and JSON", async () => {
  const fetched = answers(201, { success: true, data: { id: 1 } });
  await post("/api/v1/x", { name: "Crypt" });
  const [, options] = fetched.mock.calls[0].arguments;
  assert.equal(options.headers["X-CSRFToken"], "abc123");
  assert.equal(options.body, '{"name":"Crypt"}');
});

test("a refusal has a sentence and its fields", async () => {
  answers(400, { success: false, error: "Look at the fields.", errors: { name: ["Missing."] } });
  await assert.rejects(post("/api/v1/x", {}), (error) => error instanceof RestError && error.message === "Look at the fields." && error.fields.name[0] === "Missing.");
});

test("an answer without a body is no error", async () => {
  answers(204, null);
  assert.deepEqual(await get("/api/v1/x"), { data: null, meta: null });
});

test("an answer that is no envelope names the status", async () => {
  mock.method(globalThis, "fetch", async () => new Response("<html>Bad gateway</html>", { status: 502 }));
  await assert.rejects(get("/api/v1/x"), /502/);
});

test("no server, no stack trace", async () => {
  mock.method(globalThis, "fetch", async () => { throw new TypeError("network"); });
  await assert.rejects(get("/api/v1/x"), (error) => error.status === 0 && /cannot be reached/.test(error.message));
});
