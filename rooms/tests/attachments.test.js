/** Files of the line to write: sent ahead three at a time, named by the message, taken back when somebody changes their mind. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openAttachments } from "../../static/rooms/files/attachments.js";
import { sizeOf, timeOf } from "../../static/rooms/files/file_words.js";
import { bars, level } from "../../static/rooms/files/waveform.js";

const file = (name, size = 10) => new File(["x".repeat(size)], name, { type: "application/pdf" });
const turn = () => new Promise((resolve) => { setTimeout(resolve); });

/** A server that answers when it is told to. */
function server() {
  const uploads = [];
  const removed = [];
  const toasts = [];
  const upload = (url, form, progress, signal) => new Promise((resolve, reject) => {
    const name = form.get("file").name;
    signal.addEventListener("abort", () => reject(new DOMException("ended", "AbortError")));
    uploads.push({ url, name, voice: form.get("voice"), progress, done: () => resolve({ data: { id: name, url: `/files/${name}` } }), fail: (message, status) => reject(Object.assign(new Error(message), { status })) });
  });
  const room = { page: { api: "/api", room: { id: "r" } }, toast: (message) => toasts.push(message) };
  const attachments = openAttachments(room, { upload, remove: async (url) => { removed.push(url); } });
  return { attachments, uploads, removed, toasts, states: () => attachments.files.value.map((one) => one.state) };
}

test("three go at a time, and the next when one is there", async () => {
  const { attachments, uploads, states } = server();
  attachments.add([1, 2, 3, 4].map((number) => file(`${number}.pdf`)));
  assert.deepEqual(states(), ["sending", "sending", "sending", "waiting"]);
  assert.equal(uploads[0].url, "/api/rooms/r/files");

  uploads[1].done();
  await turn();
  assert.deepEqual(states(), ["sending", "ready", "sending", "sending"]);
  assert.deepEqual(attachments.ids(), ["2.pdf"]);
  assert.equal(attachments.busy.value, true);
});

test("how far it is stays below the end until the server has looked at it", async () => {
  const { attachments, uploads } = server();
  attachments.add([file("a.pdf")]);
  uploads[0].progress(1);
  assert.equal(attachments.files.value[0].part, 0.85);
  uploads[0].done();
  await turn();
  assert.equal(attachments.files.value[0].part, 1);
});

test("a refused file says why, can be tried again, and does not hold back the others", async () => {
  const { attachments, uploads, states } = server();
  attachments.add([file("a.pdf"), file("b.pdf")]);
  uploads[0].fail("The upload was interrupted. Try again.", 0);
  uploads[1].done();
  await turn();
  assert.deepEqual(states(), ["failed", "ready"]);
  assert.equal(attachments.files.value[0].problem, "The upload was interrupted. Try again.");
  assert.equal(attachments.files.value[0].again, true);
  assert.equal(attachments.busy.value, false);

  attachments.retry(attachments.files.value[0].id);
  uploads[2].done();
  await turn();
  assert.deepEqual(attachments.ids(), ["a.pdf", "b.pdf"]);
});

test("a file that is refused as it is needs no other try", async () => {
  const { attachments, uploads } = server();
  attachments.add([file("a.pdf")]);
  uploads[0].fail("This PDF is incomplete.", 422);
  await turn();
  assert.equal(attachments.files.value[0].again, false);
});

test("what cannot be taken is not sent at all", () => {
  const { attachments, uploads, toasts, states } = server();
  attachments.add([file("empty.pdf", 0), new File([new Uint8Array(26 * 1024 * 1024)], "large.pdf")]);
  assert.deepEqual(states(), ["failed", "failed"]);
  assert.equal(uploads.length, 0);

  attachments.add(Array.from({ length: 9 }, (_, index) => file(`${index}.pdf`)));
  assert.equal(attachments.files.value.length, 10);
  assert.equal(toasts.length, 1);
});

test("taken back on its way it ends; taken back later the server forgets it", async () => {
  const { attachments, uploads, removed } = server();
  attachments.add([file("a.pdf"), file("b.pdf")]);
  attachments.remove(attachments.files.value[0].id);
  await turn();
  assert.deepEqual(removed, []);

  uploads[1].done();
  await turn();
  attachments.remove(attachments.files.value[0].id);
  assert.deepEqual(removed, ["/files/b.pdf"]);
  assert.deepEqual(attachments.files.value, []);
});

test("after it was said the line is empty, and a refusal brings the files back", async () => {
  const { attachments, uploads, removed } = server();
  attachments.add([file("voice.webm")], { voice: true });
  assert.equal(uploads[0].voice, "1");
  const waiting = attachments.settled();
  uploads[0].done();
  await waiting;

  const sent = attachments.clear();
  assert.deepEqual([attachments.ids(), removed], [[], []]);
  attachments.restore(sent);
  assert.deepEqual(attachments.ids(), ["voice.webm"]);
});

test("a waveform keeps the loudest moment of each bar", () => {
  assert.deepEqual(bars([0, 10, 90, 20], 2), [10, 90]);
  assert.deepEqual(bars([50], 3), [50, 50, 50]);
  assert.deepEqual(bars([], 2), [0, 0]);
  assert.equal(level(new Uint8Array([128, 128])), 0);
  assert.equal(level(new Uint8Array([128, 0])), 1);
});

test("sizes and times are written as people read them", () => {
  assert.deepEqual([sizeOf(900), sizeOf(4096)], ["900 bytes", "4 KB"]);
  assert.deepEqual([timeOf(5.9), timeOf(65), timeOf(3605)], ["0:05", "1:05", "1:00:05"]);
});
