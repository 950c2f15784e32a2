import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { isSaved, kindOf, nameOf } from "../../static/back_office/sorting.js";
import { membersOf, takeOut } from "../../static/back_office/unzip.js";
import { delayWords, together } from "../../static/back_office/watch.js";
import { happenedWords } from "../../static/back_office/words.js";

const TYPES = { maps: ".png,.webm,.dd2vtt", tracks: ".wav,.ogg" };

/** A ZIP archive (APPNOTE 6.3) of what each member holds; `lies` replaces fields of its line in the table. */
function zip(members, { lies = {}, comment = "" } = {}) {
  const parts = [];
  const table = [];
  let at = 0;
  for (const [name, text, method = 8] of members) {
    const encoded = Buffer.from(name);
    const data = method === 8 ? deflateRawSync(Buffer.from(text)) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(encoded.length, 26);
    parts.push(local, encoded, data);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50);
    line.writeUInt16LE(lies.flags ?? 0, 8);
    line.writeUInt16LE(method, 10);
    line.writeUInt32LE(data.length, 20);
    line.writeUInt32LE(lies.size ?? Buffer.byteLength(text), 24);
    line.writeUInt16LE(encoded.length, 28);
    line.writeUInt32LE(at, 42);
    table.push(line, encoded);
    at += 30 + encoded.length + data.length;
  }
  const size = Buffer.concat(table).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return new Blob([...parts, ...table, end, comment]);
}

test("what lies in an archive comes out whole, with its folders", async () => {
  const archive = zip([["Tomb/", ""], ["Tomb/Level 1/hall.png", "a picture ".repeat(50)], ["bell.wav", "ding", 0], ["__MACOSX/._hall.png", "x"], ["../../etc/up.png", "y"]], { comment: "by a friend" });
  const members = await membersOf(archive);
  assert.deepEqual(members.map(({ name, path }) => [...path, name].join("/")), ["Tomb/Level 1/hall.png", "bell.wav", "etc/up.png"]);
  assert.equal(await (await takeOut(archive, members[0])).text(), "a picture ".repeat(50));
  assert.equal(await (await takeOut(archive, members[1])).text(), "ding");
});

test("what is no archive, locked, or larger than it says is refused in words", async () => {
  await assert.rejects(membersOf(new Blob(["not an archive, but long enough to be one"])), /not a ZIP archive/);
  await assert.rejects(membersOf(zip([["a.png", "x"]], { lies: { flags: 1 } })), /password/);
  const bomb = zip([["a.png", "0".repeat(100_000)]], { lies: { size: 10 } });
  const [member] = await membersOf(bomb);
  await assert.rejects(takeOut(bomb, member), /damaged/);
  const huge = zip([["a.png", "x"]], { lies: { size: 3_000_000_000 } });
  await assert.rejects(membersOf(huge), /too much/);
});

test("a file goes where the end of its name says", () => {
  const kinds = ["Crypt [20x14].PNG", "safe.dd2vtt", "bell.wav", "pack.zip", "scene.json", "notes.txt"].map((name) => kindOf(name, TYPES));
  assert.deepEqual(kinds, ["maps", "maps", "tracks", "archive", "scene", "unknown"]);
  assert.equal(nameOf("old_crypt-level 1.webp"), "old crypt level 1");
  assert.equal(isSaved([{ name: "scene.json", path: [] }]), true);
  assert.equal(isSaved([{ name: "notes.json", path: ["Tomb"] }]), false);
});

test("two lists of one log are one, newest first", () => {
  const log = together([{ seq: 3, type: "b", at: "" }, { seq: 1, type: "a", at: "" }], [{ seq: 2, type: "c", at: "" }, { seq: 3, type: "b", at: "" }]);
  assert.deepEqual(log.map(({ seq }) => seq), [3, 2, 1]);
});

test("what happened is said in words, and by its own name where there are none", () => {
  assert.equal(happenedWords("member.mute"), "a member muted or heard again");
  assert.equal(happenedWords("token.move"), "a token's move");
  assert.equal(happenedWords("something.new"), "something.new");
  assert.deepEqual([delayWords(48.2), delayWords(1_250)], ["48 ms", "1.3 s"]);
});
