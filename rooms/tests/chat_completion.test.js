/** What a slash or an at sign offers, and when Enter sends instead. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForHelp, commands, splitCommands } from "../../static/rooms/chat/commands.js";
import { isWhole, suggest } from "../../static/rooms/chat/completion.js";

const known = { commands: commands(), people: ["Ada", "Ben the Bold"], speakers: ["Mira", "Old Tom"] };
const offers = (text) => suggest(text, text.length, known)?.options.map(({ label }) => label) ?? [];
const taken = (text) => {
  const found = suggest(text, text.length, known);
  return text.slice(0, found.from) + found.options[0].insert + text.slice(found.to);
};

test("a slash offers every command, letters narrow it", () => {
  assert.equal(offers("/").length, commands().length);
  assert.deepEqual(offers("/bl"), ["/blindroll 2d6+3"]);
  assert.equal(taken("/bl"), "/blindroll ");
});

test("an alias leads to its command, and first to the one it is the whole alias of", () => {
  assert.equal(taken("/gmr"), "/gmroll ");
  assert.equal(taken("/w"), "/whisper ");
  assert.equal(taken("/e"), "/me ");
});

test("a slash in the middle of a line is a slash", () => {
  assert.deepEqual(offers("and/or"), []);
});

test("after /w come names; a name of several words stands in brackets", () => {
  assert.deepEqual(offers("/w "), ["gm", "players", "Ada", "Ben the Bold"]);
  assert.equal(taken("/w b"), "/w [Ben the Bold] ");
  assert.equal(taken("/w bo"), "/w [Ben the Bold] ");
  assert.equal(taken("/whisper [Ada, b"), "/whisper [Ada, Ben the Bold");
});

test("/as offers the names one may take", () => {
  assert.equal(taken("/as o"), "/as [Old Tom] ");
});

test("an at sign offers people, an address does not", () => {
  assert.equal(taken("hello @be"), "hello @Ben the Bold ");
  assert.deepEqual(offers("ada@be"), []);
});

test("what stands there whole is sent by Enter, not completed", () => {
  assert.equal(isWhole(suggest("hi @ada", 7, known), 0), true);
  assert.equal(isWhole(suggest("hi @ad", 6, known), 0), false);
});

test("lines that all begin with a slash are as many commands", () => {
  assert.deepEqual(splitCommands("/r 1d20\n/r 1d8"), ["/r 1d20", "/r 1d8"]);
  assert.deepEqual(splitCommands("/me waits\nand waits"), ["/me waits\nand waits"]);
  assert.deepEqual(splitCommands("one line "), ["one line"]);
});

test("help is asked for by word or sign", () => {
  assert.deepEqual(["/help", "/? ", "/HELP", "/helpless"].map(asksForHelp), [true, true, true, false]);
});
