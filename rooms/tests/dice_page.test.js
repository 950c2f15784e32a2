/** What the page makes of dice before and after they are thrown: questions, tapped formulas, words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, questionsIn } from "../../static/rooms/dice/prompt_text.js";
import { dieWords, face, luck, numberWords, visibilityWords } from "../../static/rooms/dice/roll_words.js";
import { formulaOf, NOTHING, picking } from "../../static/rooms/dice/tray_formula.js";

const picked = (dice, more = {}) => ({ ...NOTHING, dice, ...more });

test("a line asks each question once, with its default", () => {
  assert.deepEqual(questionsIn("1d20 + ?{Bonus|2} + ?{Bonus|9} + ?{Name}"), [
    { question: "Bonus", value: "2", options: [] },
    { question: "Name", value: "", options: [] },
  ]);
});

test("several parts are options, the first of them the default", () => {
  assert.deepEqual(questionsIn("?{Kind|axe,1d12|sword,1d8|fist}"), [{
    question: "Kind", value: "1d12",
    options: [{ label: "axe", value: "1d12" }, { label: "sword", value: "1d8" }, { label: "fist", value: "fist" }],
  }]);
});

test("answers stand where the questions stood", () => {
  assert.equal(answered("1d20 + ?{Bonus|2} ?{Bonus|2}", { Bonus: "7" }), "1d20 + 7 7");
  assert.equal(answered("?{A} ?{B}", { A: "$&" }), "$& ?{B}");
  assert.equal(answered("{4d6kh3, 2d8}kh1", {}), "{4d6kh3, 2d8}kh1");
});

test("tapped dice become a formula, the largest first", () => {
  assert.equal(formulaOf(NOTHING), "");
  assert.equal(formulaOf(picked({ 6: 2, 20: 1 }, { modifier: 3 })), "1d20 + 2d6 + 3");
  assert.equal(formulaOf(picked({ 4: 1 }, { modifier: -2 })), "1d4 - 2");
  assert.equal(formulaOf(picked({}, { luck: "adv", modifier: 5 })), "2d20kh + 5");
  assert.equal(formulaOf(picked({ 20: 1 }, { luck: "dis" })), "2d20kl");
  assert.equal(formulaOf(picked({ 20: 2 }, { luck: "adv" })), "3d20dl1");
});

test("a die can be tapped away again, and ninety-nine are enough", () => {
  assert.equal(formulaOf(picking(picking(NOTHING, 6, 1), 6, -1)), "");
  assert.equal(picking(picked({ 6: 99 }), 6, 1).dice[6], 99);
  assert.equal(picking(NOTHING, 6, -1).dice[6], 0);
});

test("whatever a die shows by colour or sign is said in words", () => {
  assert.equal(dieWords({ value: 4 }), "4");
  assert.equal(dieWords({ value: 4, from: [1, 2], dropped: true }), "4, thrown again after 1, 2, dropped");
  assert.equal(dieWords({ value: 8, natural: 6, throws: [6, 2], exploded: true }), "8, added up from 6, 2");
  assert.equal(dieWords({ value: 10, natural: 1, clamped: true, critical: "failure" }), "10, showed 1, natural 1");
  assert.equal(dieWords({ value: 2, natural: 3 }), "2, one less than 3");
  assert.equal(dieWords({ value: 6, exploded: true, success: true }), "6, exploded, counts");
});

test("faces and numbers", () => {
  assert.deepEqual([1, 0, -1].map((value) => face({ value }, "F")), ["+", "0", "−"]);
  assert.equal(numberWords(-7.5), "−7.5");
  assert.equal(luck({ value: 20 }, 20), "die-highest");
  assert.equal(luck({ value: 10, natural: 1 }, 20), "die-lowest");
  assert.equal(luck({ value: 20, dropped: true }, 20), "");
  assert.equal(luck({ value: 1 }, "F"), "");
});

test("a roll says who sees it; one that was whispered to somebody is not the roller's alone", () => {
  assert.equal(visibilityWords("public"), "");
  assert.equal(visibilityWords("self"), "only the roller sees this");
  assert.equal(visibilityWords("self", true), "the roller and those it is whispered to see this");
  assert.equal(visibilityWords("gm", true), "the roller and the game masters see this");
});
