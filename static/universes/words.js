/** What happened to a universe and how two of its states differ, in words. Pure. */
import { t } from "../base/i18n.js";
import { tidy } from "./parameters.js";
import { moodWords, physicsWords } from "./terms.js";

/** @typedef {(what: string, field: string) => string} FieldWords what a field of physics, music or anything else is called */

const plain = (/** @type {string} */ name) => name.replaceAll("_", " ");
/** What the server keeps beside what a person set. */
const UNTOLD = new Set(["id", "bar", "bar_at", "revision", "seed", "room", "place"]);
const MOST_FIELDS = 4;

/** Without the server's table of parameters. @type {FieldWords} */
export const plainWords = (what, field) => (what === "physics" ? physicsWords(field) : plain(field));

/** @param {import("./parameters.js").Row[]} physics @param {import("./parameters.js").Row[]} music the server's tables @returns {FieldWords} */
export function tableWords(physics, music) {
  const known = { physics: new Map(physics.map((row) => [row.name, row.words])), music: new Map(music.map((row) => [row.name, row.words])) };
  return (what, field) => /** @type {any} */ (known)[what]?.get(field) ?? plainWords(what, field);
}

/** @param {any} value @param {string} [unit] @returns {string} */
export function valueWords(value, unit = "") {
  if (value === null || value === undefined || value === "") return t("nothing");
  if (typeof value === "number") return `${tidy(value)} ${unit}`.trim();
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (Array.isArray(value)) return value.length > 6 ? t("{count} values", { count: value.length }) : value.map((one) => valueWords(one)).join(", ");
  if (typeof value === "object") return Object.entries(value).filter(([, one]) => one !== null).map(([name, one]) => `${plain(name)} ${valueWords(one)}`).join(", ") || t("nothing");
  return value.length > 120 ? `${value.slice(0, 119)}…` : plain(value);
}

/** @param {{type: string, ops: any[], of?: number}} entry @param {FieldWords} [words] @returns {string} "" for what needs no word */
export function wordsOf({ type, ops, of }, words = plainWords) {
  const patch = (/** @type {string} */ kind) => /** @type {any} */ (ops.find((op) => op[1] === kind)?.[3] ?? {});
  const values = (/** @type {string} */ kind) => Object.entries(patch(kind)).filter(([name, value]) => !UNTOLD.has(name) && (typeof value !== "object" || value === null))
    .map(([name, value]) => `${words(kind, name)} ${value === null ? t("off") : typeof value === "number" ? tidy(value) : value}`).slice(0, MOST_FIELDS).join(", ");
  if (type.startsWith("physics.")) return values("physics");
  if (type === "music.preset" && patch("music").mood) return t("music: {mood}", { mood: moodWords(patch("music").mood) });
  if (type.startsWith("music.")) return values("music") || (patch("music").instruments ? t("other players") : "");
  if (type === "history.undo") return of ? t("took number {number} back", { number: of }) : t("took a change back");
  if (type === "history.redo") return of ? t("did number {number} again", { number: of }) : t("did a change again");
  return /** @type {any} */ ({
    "body.create": t("a new body"), "body.create_many": t("new bodies"), "body.update": t("a body changed"), "body.delete": t("a body taken out"),
    "constraint.create": t("a new joint"), "constraint.update": t("a joint changed"), "constraint.delete": t("a joint taken away"),
    "story.go": t("the story goes on"), "story.create": t("a new point of the story"), "story.update": t("a point of the story changed"), "story.delete": t("a point of the story taken out"),
    "story.order": t("the story in another order"), "story.play": t("the story is told"), "story.stop": t("the story stands still"),
    "simulation.start": t("the world moves"), "simulation.stop": t("the world stands still"), "simulation.reset": t("back to the beginning"),
    "universe.update": t("words about the universe"), "universe.picture": t("another picture"), "universe.share": t("who may know of it"), "universe.restore": t("as it was before"),
    "visualization.create": t("a new visualisation"), "visualization.update": t("a visualisation changed"), "visualization.delete": t("a visualisation taken away"),
    "comment.create": t("a comment"), "comment.resolve": t("a comment settled or opened"),
  })[type] ?? "";
}

const GROUPS = () => /** @type {Record<string, string>} */ ({
  universe: t("Universe"), physics: t("Physics"), music: t("Music"), bodies: t("Body"), constraints: t("Joint"), story: t("Story"), visualizations: t("Visualisation"),
});

/**
 * One difference between two states: what it is about, and from what to what.
 * @param {{what: string, name: string, field: string | null, before: any, after: any}} difference @param {FieldWords} words @param {(what: string, field: string) => string} [unit]
 */
export function differenceWords({ what, name, field, before, after }, words, unit = () => "") {
  const thing = [GROUPS()[what] ?? what, name && `“${name}”`].filter(Boolean).join(" ");
  if (field === null) return { what: thing, from: before === null ? t("not there") : t("there"), to: after === null ? t("not there") : t("there") };
  return { what: ["physics", "music"].includes(what) ? words(what, field) : `${thing}, ${words(what, field)}`, from: valueWords(before, unit(what, field)), to: valueWords(after, unit(what, field)) };
}
