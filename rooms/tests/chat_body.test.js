/** The token tree of a message becomes nodes, whatever is in it, and never markup. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, holdsDice, textOf } from "../../static/rooms/chat/body.js";

/** A small picture of nodes: tag, or tag.class, and what is within. */
function drawn(node) {
  if (node === null || node === undefined || node === false) return [];
  if (Array.isArray(node)) return node.flatMap(drawn);
  if (typeof node !== "object") return node === "" ? [] : [String(node)];
  if (typeof node.type !== "string") return drawn(node.props.children);
  const name = node.props.class ? `${node.type}.${node.props.class.trim().split(" ").pop()}` : node.type;
  return [[name, ...drawn(node.props.children)]];
}
const body = (tree, around = {}) => drawn(bodyOf({ text: "", body: tree }, around));
const p = (...inlines) => body([{ t: "p", c: inlines }]);

test("plain words are one paragraph, and an address in them is a link", () => {
  const [[tag, before, link]] = drawn(bodyOf({ text: "see https://dice.example/a", body: null }, {}));
  assert.deepEqual([tag, before, link[0], link[1]], ["p", "see ", "a", "https://dice.example/a"]);
});

test("words that look like markup stay words", () => {
  assert.deepEqual(p("<img src=x onerror=alert(1)>"), [["p", "<img src=x onerror=alert(1)>"]]);
});

test("a button for others says what it is for", () => {
  const button = (command) => p({ t: "deferred", command })[0][1].at(-1);
  assert.equal(button("/r 1d20+2"), "1d20+2");
  assert.equal(button("/roll 1d20+2 # save"), "save: 1d20+2");
  assert.equal(button("/gmroll 1d20"), "/gmroll 1d20");
});

test("bold, italics, code and a line's end", () => {
  assert.deepEqual(p({ t: "b", c: ["a", { t: "i", c: ["b"] }] }, { t: "br" }, { t: "code", c: ["c"] }), [["p", ["strong", "a", ["em", "b"]], ["br"], ["code", "c"]]]);
});

test("lists, quotes and blocks of code", () => {
  assert.deepEqual(body([{ t: "ul", c: [["one"], ["two"]] }, { t: "quote", c: ["never"] }, { t: "code", c: "x = 1" }]),
    [["ul", ["li", "one"], ["li", "two"]], ["blockquote", "never"], ["pre", ["code", "x = 1"]]]);
});

test("a link goes to the web or to a letter; any other address is only its words", () => {
  assert.equal(p({ t: "a", href: "https://a.example", c: ["a"] })[0][1][0], "a");
  assert.deepEqual(p({ t: "a", href: "javascript:alert(1)", c: ["a"] }), [["p", "a"]]);
});

test("who is named oneself stands out", () => {
  const mention = [{ t: "p", c: [{ t: "mention", user: "ben", c: ["@Ben"] }] }];
  assert.deepEqual(body(mention, { me: "ben" }), [["p", ["span.mention-own", "@Ben"]]]);
  assert.deepEqual(body(mention, { me: "ada" }), [["p", ["span.mention", "@Ben"]]]);
});

test("a thing of tomorrow shows the words within it, and rubbish shows nothing", () => {
  assert.deepEqual(p({ t: "spoiler", c: ["the butler"] }), [["p", "the butler"]]);
  assert.deepEqual(body([{ t: "stanza", c: ["la"] }]), [["p", "la"]]);
  assert.deepEqual(p(null, 7, { t: "b" }), [["p", "7", ["strong"]]]);
});

test("a tree without end ends", () => {
  let deep = { t: "b", c: ["x"] };
  for (let at = 0; at < 5_000; at += 1) deep = { t: "b", c: [deep] };
  assert.ok(JSON.stringify(p(deep)).length < 2_000);
});

test("the bare words of a tree, for a preview", () => {
  assert.equal(textOf([{ t: "b", c: ["take "] }, { t: "roll", total: 8, formula: "2d6" }, { t: "br" }, "now"]), "take 8\nnow");
});

test("dice between the words make a message that stands", () => {
  assert.equal(holdsDice({ kind: "say", roll: null, body: [{ t: "p", c: [{ t: "b", c: [{ t: "roll", total: 1 }] }] }] }), true);
  assert.equal(holdsDice({ kind: "say", roll: null, body: [{ t: "p", c: ["no dice"] }] }), false);
});
