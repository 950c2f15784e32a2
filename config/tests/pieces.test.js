import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE, sendInPieces } from "../../static/base/library/pieces.js";

const file = new Blob([new Uint8Array(PIECE * 2 + 10)]);
const failure = (status) => Object.assign(new Error("refused"), { status });

/** A server that keeps what comes, and fails as it is told. */
function server({ failing = () => null, offset = 0 } = {}) {
  const held = { offset, sent: 0, asked: 0 };
  return {
    held,
    begin: async () => ({ id: "u", offset: held.offset, piece: PIECE * 4 }),
    where: async () => { held.asked += 1; return { offset: held.offset }; },
    send: async (_id, at, piece) => {
      held.sent += 1;
      const problem = failing(held.sent);
      if (problem) throw problem;
      assert.equal(at, held.offset);
      held.offset += piece.size;
      return held.offset === file.size ? { job: "j" } : { offset: held.offset };
    },
  };
}

const how = (more = {}) => ({ progress: () => undefined, waiting: () => undefined, ended: () => false, wait: async () => undefined, ...more });

test("all pieces arrive in order, and the job is told", async () => {
  const parts = [];
  const wire = server();
  assert.equal(await sendInPieces(file, wire, how({ progress: (part) => parts.push(Math.round(part * 10)) })), "j");
  assert.deepEqual([wire.held.sent, parts], [3, [0, 5, 10]]);
});

test("after a lost line it asks where to go on, and says that it waited", async () => {
  const waits = [];
  const wire = server({ failing: (sent) => (sent === 2 ? failure(0) : sent === 3 ? failure(503) : null) });
  assert.equal(await sendInPieces(file, wire, how({ waiting: (so) => waits.push(so) })), "j");
  assert.equal(wire.held.asked, 2);
  assert.deepEqual(waits.filter(Boolean).length, 2);
});

test("an upload that was half there goes on", async () => {
  const wire = server({ offset: PIECE });
  await sendInPieces(file, wire, how());
  assert.equal(wire.held.sent, 2);
});

test("held, it stops between two pieces", async () => {
  const wire = server();
  assert.equal(await sendInPieces(file, wire, how({ ended: () => wire.held.sent === 1 })), null);
  assert.equal(wire.held.offset, PIECE);
});

test("what is refused for good is told", async () => {
  for (const status of [422, 403, 507]) await assert.rejects(sendInPieces(file, server({ failing: () => failure(status) }), how()), { status });
});

test("an answer to the last piece that was lost is no failure: the file is there", async () => {
  const wire = server({ failing: (sent) => (sent === 3 ? failure(0) : null) });
  wire.where = async () => { throw failure(404); };
  assert.equal(await sendInPieces(file, wire, how()), null);
});
