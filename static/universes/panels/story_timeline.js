/** The story as a line in time: where it is now, its points, and how its parameters go from one to the next. */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { reducedMotion } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { tidy } from "../parameters.js";
import { lanesOf } from "../story.js";
import { clockWords } from "./stretch.js";

const RATES = [0.25, 0.5, 1, 2, 4, 10];
const CALM_MS = 1_000;
const MOST_LANES = 6;

/** @param {{world: import("../world.js").World, story: import("../story.js").Story, rows: import("./story_panel.js").StoryRow[], may: boolean, shown: boolean}} props */
export function StoryTimeline({ world, story, rows, may, shown }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const playing = story.playing.value;
  const timeline = story.timeline.value;
  const end = story.end.value;
  void story.measured.value;
  useEffect(() => (shown && box.current ? follow(story, box.current) : undefined), [shown, playing, timeline, end]);
  const lanes = lanesOf(story.points.value, rows);
  const seek = (/** @type {any} */ event) => story.play({ second: Number(event.target.value) });
  return html`<section class="timeline stack-s" ref=${box} aria-label=${t("Story in time")}>
    <div class="row-s nowrap">
      ${may && html`<button type="button" class="btn btn-primary" aria-pressed=${playing} onClick=${() => (playing ? story.stop() : story.play())}><${Icon} name=${playing ? "square" : "play"} />${playing ? t("Stop telling") : t("Tell the story")}</button>`}
      <span class="grow" /><span class="timeline-clock" role="timer" aria-label=${t("Where the story is")} data-clock>0:00</span><span class="small quiet">/ ${clockWords(end)}</span>
      ${may && html`<select class="timeline-rate" aria-label=${t("How fast it is told")} value=${String(timeline?.rate ?? 1)} disabled=${!playing} onChange=${(/** @type {any} */ event) => story.play({ second: story.second(), rate: Number(event.target.value) })}>
        ${[...new Set([...RATES, timeline?.rate ?? 1])].sort((a, b) => a - b).map((rate) => html`<option key=${rate} value=${String(rate)}>${rate} ×</option>`)}</select>`}
    </div>
    <div class="timeline-strip">
      <input type="range" min="0" max=${Math.max(end, 0.1)} step="0.1" disabled=${!may || end === 0} aria-label=${t("Tell it from this second on")} data-head onChange=${seek} />
      <div class="timeline-points">${story.points.value.map((point, index) => html`<button key=${point.id} type="button" class=${`timeline-point ${story.chosen.value === point.id ? "timeline-point-open" : ""}`} style=${{ "--at": end ? point.at / end : 0 }}
        title=${point.title} aria-label=${t("{number}: {title}, at {time}", { number: index + 1, title: point.title, time: clockWords(point.at) })} onClick=${() => { story.chosen.value = point.id; document.getElementById(`story-${point.id}`)?.scrollIntoView({ block: "nearest" }); }}>${index + 1}</button>`)}</div>
    </div>
    <div class="timeline-lanes" aria-hidden="true">${lanes.slice(0, MOST_LANES).map((lane) => html`<div key=${`${lane.what}/${lane.name}`} class="timeline-lane">
      <span class="truncate small">${lane.words}</span><svg viewBox="0 0 100 20" preserveAspectRatio="none"><polyline points=${wayOf(lane.stops)} /></svg>
      <span class="small timeline-value">${valueOf(world, lane)}</span></div>`)}</div>
  </section>`;
}

/** @param {{x: number, y: number}[]} stops @returns {string} before the first and behind the last it stays */
export function wayOf(stops) {
  const places = stops.map(({ x, y }) => `${(x * 100).toFixed(1)},${(18 - 16 * y).toFixed(1)}`);
  const level = (/** @type {number} */ x, /** @type {string} */ place) => `${x},${place.split(",")[1]}`;
  return [level(0, places[0]), ...places, level(100, places[places.length - 1])].join(" ");
}

/** What it is at this moment. @param {import("../world.js").World} world @param {{what: "physics" | "music", name: string, unit: string}} lane */
function valueOf(world, { what, name, unit }) {
  const value = world[what].value?.[name];
  return typeof value === "number" ? `${tidy(value)} ${unit}`.trim() : "";
}

/** Moves the head with the clock, without drawing the panel anew. @param {import("../story.js").Story} story @param {HTMLElement} box @returns {() => void} */
function follow(story, box) {
  const head = /** @type {HTMLInputElement | null} */ (box.querySelector("[data-head]"));
  const clock = /** @type {HTMLElement | null} */ (box.querySelector("[data-clock]"));
  let asked = 0;
  let last = -Infinity;
  let held = false;
  const hold = () => { held = true; };
  const let_go = () => { held = false; };
  head?.addEventListener("pointerdown", hold);
  head?.addEventListener("change", let_go);
  /** @param {number} now */
  function show(now) {
    if (story.playing.peek()) asked = requestAnimationFrame(show);
    if (now - last < (reducedMotion() ? CALM_MS : 0)) return;
    last = now;
    const second = story.second();
    if (head && !held) head.value = String(second);
    head?.setAttribute("aria-valuetext", clockWords(second));
    box.style.setProperty("--head", String(story.end.peek() ? second / story.end.peek() : 0));
    const words = clockWords(second);
    if (clock && clock.textContent !== words) clock.textContent = words;
  }
  asked = requestAnimationFrame(show);
  return () => {
    cancelAnimationFrame(asked);
    head?.removeEventListener("pointerdown", hold);
    head?.removeEventListener("change", let_go);
  };
}
