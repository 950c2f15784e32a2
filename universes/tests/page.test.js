/** What the page of a universe says and counts by itself: threads, differences, marks, stretches, the story in time, covers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, markWords } from "../../static/universes/activity.js";
import { coverOf } from "../../static/universes/cover.js";
import { threadsOf } from "../../static/universes/panels/comments.js";
import { barSeconds, clockWords, problemOfStretch, secondsOf } from "../../static/universes/panels/stretch.js";
import { wayOf } from "../../static/universes/panels/story_timeline.js";
import { problemOf } from "../../static/universes/parameters.js";
import { lanesOf, secondAt } from "../../static/universes/story.js";
import { differenceWords, plainWords, tableWords, valueWords, wordsOf } from "../../static/universes/words.js";

const comment = (id, at, reply_to = null, resolved = false) => ({ id, at, reply_to, resolved, by: { user: "u", name: "Ada" }, text: id, edited_at: null });

test("answers to answers stand in one thread in time; what is settled comes last; a lost question leaves its answer", () => {
  const threads = threadsOf([comment("c", "3", "b"), comment("a", "1"), comment("b", "2", "a"), comment("d", "4", null, true), comment("e", "5", "gone")]);
  assert.deepEqual(threads.map(({ id, answers }) => [id, answers.map((one) => one.id)]), [["e", []], ["a", ["b", "c"]], ["d", []]]);
});

test("what differs is said in the words and units of the tables", () => {
  const row = (name, words, unit) => ({ name, words, unit, help: "", least: 0, most: 1, choices: [], default: 0, optional: false, whole: false });
  const words = tableWords([row("gravity", "Gravity", "m/s²")], [row("tempo", "Tempo", "bpm")]);
  assert.deepEqual(differenceWords({ what: "physics", name: "", field: "gravity", before: 9.81, after: 1.62 }, words, () => "m/s²"), { what: "Gravity", from: "9.81 m/s²", to: "1.62 m/s²" });
  assert.deepEqual(differenceWords({ what: "bodies", name: "Moon", field: null, before: null, after: { id: "x" } }, words), { what: "Body “Moon”", from: "not there", to: "there" });
  assert.equal(valueWords({ bass: "cello", drums: null }), "bass cello");
  assert.equal(valueWords(false), "no");
  assert.equal(wordsOf({ type: "history.undo", ops: [], of: 7 }), "took number 7 back");
  assert.equal(wordsOf({ type: "music.set", ops: [["patch", "music", "u", { tempo: 72, bar: 4, revision: "r" }]] }, words), "Tempo 72");
  assert.equal(plainWords("bodies", "angular_velocity"), "angular velocity");
});

test("who was last at each thing is known, whatever comes in first", () => {
  const set = (name, at, field) => ({ by: { name }, at, ops: [["patch", "physics", "w", { [field]: 1 }]] });
  let marks = marked(new Map(), set("Ben", "2026-01-02T00:00:00Z", "gravity"));
  marks = marked(marks, set("Ada", "2026-01-01T00:00:00Z", "gravity"));
  marks = marked(marks, { by: { name: "Cleo" }, at: "2026-01-03T00:00:00Z", ops: [["put", "body", "ball", {}]] });
  assert.equal(marked(marks, { by: null, ops: [["patch", "physics", "w", { friction: 0 }]] }), marks);
  assert.equal(marks.get("physics/gravity")?.name, "Ben");
  assert.match(markWords(marks.get("ball")), /^Cleo, /);
  assert.equal(markWords(undefined), "");
});

test("a number out of its range is refused with the range", () => {
  const row = { name: "gravity", words: "Gravity", help: "", unit: "m/s²", least: 0, most: 100, choices: [], default: 9.81, optional: false, whole: false };
  assert.equal(problemOf(row, 3), "");
  assert.equal(problemOf(row, 101), "From 0 to 100 m/s² is possible.");
  assert.ok(problemOf({ ...row, unit: "" }, -1).endsWith("100 is possible."));
  assert.ok(problemOf(row, Number.NaN));
});

test("a stretch is as long as its bars, ten minutes at most", () => {
  const waltz = { metre: "3/4", tempo: 90 };
  assert.equal(barSeconds(waltz), 2);
  assert.equal(barSeconds({ metre: "6/8", tempo: 90 }), 2);
  assert.equal(secondsOf("bars", 8, waltz), 16);
  assert.equal(problemOfStretch("bars", 300, waltz), "");
  for (const [by, amount] of [["bars", 301], ["bars", 1.5], ["seconds", 601], ["seconds", 0], ["bars", Number.NaN]]) assert.ok(problemOfStretch(by, amount, waltz), `${by} ${amount}`);
  assert.equal(clockWords(61.2), "1:01");
});

test("the story is where the server's clock says, and no farther than its end", () => {
  assert.equal(secondAt(null, 5, 60), 0);
  assert.equal(secondAt({ since: null, second: 12, rate: 2 }, 500, 60), 12);
  assert.equal(secondAt({ since: 100, second: 10, rate: 2 }, 105, 60), 20);
  assert.equal(secondAt({ since: 100, second: 10, rate: 2 }, 900, 60), 60);
  assert.equal(secondAt({ since: 100, second: 10, rate: 2 }, null, 60), 10);
});

test("each number that a point names has its lane", () => {
  const point = (at, physics, music) => ({ id: String(at), place: at, title: "", text: "", at, changes: { physics, music } });
  const rows = [{ what: "physics", name: "gravity", words: "Gravity", unit: "m/s²" }, { what: "music", name: "scale", words: "Scale", unit: "" }];
  const lanes = lanesOf([point(40, { gravity: 10 }, { scale: "dorian" }), point(0, { gravity: 0 }, {}), point(20, { gravity: 5 }, {})], rows);
  assert.deepEqual(lanes.map(({ name, stops }) => [name, stops]), [["gravity", [{ x: 0, y: 0 }, { x: 0.5, y: 0.5 }, { x: 1, y: 1 }]]]);
  assert.equal(wayOf([{ x: 0.5, y: 0 }]), "0,18.0 50.0,18.0 100,18.0");
});

test("a cover is the same for the same universe, another for another, and follows its theme", () => {
  assert.deepEqual(coverOf("one", "water"), coverOf("one", "water"));
  assert.notDeepEqual(coverOf("one").dots, coverOf("other").dots);
  assert.deepEqual([coverOf("x", "water").motif, coverOf("x", "stars").motif, coverOf("x", "fire").motif], ["waves", "orbits", "embers"]);
  const motifs = new Set(Array.from({ length: 60 }, (_, number) => coverOf(`universe ${number}`).motif));
  assert.equal(motifs.size, 4);
});
