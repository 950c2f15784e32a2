/** Who changed what, said in a line over the foot of the page, for a moment. */
import { html, signal } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { moodWords } from "./panels/music_panel.js";
import { physicsWords } from "./panels/physics_panel.js";
import { tidy } from "./parameters.js";

const SHOWN_MS = 6_000;

/** @typedef {ReturnType<typeof openActivity>} Activity */

/** @param {import("./world.js").World} world */
export function openActivity(world) {
  const { room } = world;
  const line = signal("");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  room.onEntry((entry) => {
    if (!entry.by || entry.by.user === room.you.peek().user) return;
    const what = wordsOf(entry);
    if (!what) return;
    line.value = t("{who}: {what}", { who: entry.by.name, what });
    clearTimeout(timer);
    timer = setTimeout(() => { line.value = ""; }, SHOWN_MS);
  });
  return { line };
}

/** @param {{type: string, ops: import("../rooms/live/reducer.js").Op[]}} entry @returns {string} "" for what needs no word */
export function wordsOf({ type, ops }) {
  const patch = (/** @type {string} */ kind) => /** @type {any} */ (ops.find((op) => op[1] === kind)?.[3] ?? {});
  const values = (/** @type {any} */ data, /** @type {(name: string) => string} */ words) => Object.entries(data).filter(([name, value]) => !["id", "bar", "bar_at", "revision", "seed", "room"].includes(name) && typeof value !== "object")
    .map(([name, value]) => `${words(name)} ${typeof value === "number" ? tidy(value) : value}`).slice(0, 4).join(", ");
  const plain = (/** @type {string} */ name) => name.replaceAll("_", " ");
  if (type.startsWith("physics.")) return values(patch("physics"), physicsWords);
  if (type === "music.preset" && patch("music").mood) return t("music: {mood}", { mood: moodWords(patch("music").mood) });
  if (type.startsWith("music.")) return values(patch("music"), plain);
  return /** @type {any} */ ({
    "body.create": t("a new body"), "body.create_many": t("new bodies"), "body.update": t("a body changed"), "body.delete": t("a body taken out"),
    "constraint.create": t("a new joint"), "constraint.update": t("a joint changed"), "constraint.delete": t("a joint taken away"),
    "story.go": t("the story goes on"), "story.create": t("a new point of the story"), "simulation.start": t("the world moves"), "simulation.stop": t("the world stands still"), "simulation.reset": t("back to the beginning"),
    "universe.update": t("words about the universe"),
  })[type] ?? "";
}

/** @param {{activity: Activity}} props */
export function ActivityLine({ activity }) {
  return html`<p class="activity-line" role="status">${activity.line.value}</p>`;
}
