/** The story: points in time at which the world becomes another one; told by going from one to the next. */
import { computed, html, signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { physicsWords } from "./physics_panel.js";
import { tidy } from "../parameters.js";

/** @typedef {ReturnType<typeof openStory>} Story */

/** Tells the story by the clock: who leads has the page that goes on. @param {import("../world.js").World} world */
export function openStory(world) {
  const { room } = world;
  const points = computed(() => Object.values(room.kind("story_point").value).sort((a, b) => a.place - b.place));
  const playing = signal(/** @type {null | {began: number, next: number}} */ (null));
  const told = signal("");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function stop() {
    clearTimeout(timer);
    playing.value = null;
  }
  async function go(/** @type {any} */ point) {
    told.value = point.id;
    await room.send("story.go", { story_point: point.id });
  }
  function tick() {
    const run = playing.peek();
    if (!run) return;
    const inTime = [...points.peek()].sort((a, b) => a.at - b.at);
    const point = inTime[run.next];
    if (!point) return stop();
    const wait = run.began + point.at * 1000 - performance.now();
    timer = setTimeout(async () => {
      if (wait <= 250) {
        await go(point);
        playing.value = { ...run, next: run.next + 1 };
      }
      tick();
    }, Math.max(0, Math.min(wait, 250)));
  }
  return {
    points, playing, told, stop, go,
    play() {
      playing.value = { began: performance.now(), next: 0 };
      tick();
    },
  };
}

/** @param {any} changes */
function changeWords(changes) {
  const all = [...Object.entries(changes.physics ?? {}).map(([name, value]) => [physicsWords(name), value]), ...Object.entries(changes.music ?? {})];
  return all.map(([name, value]) => `${String(name).replaceAll("_", " ")} ${typeof value === "number" ? tidy(value) : typeof value === "object" ? "…" : value}`).join(" · ");
}

/** @param {{world: import("../world.js").World, story: Story}} props */
export function StoryPanel({ world, story }) {
  const { room } = world;
  const may = world.edits.value;
  const points = story.points.value;
  const playing = story.playing.value;
  const add = () => {
    const { id: _id, ...physics } = world.physics.value;
    const { intensity, tension, tempo, key, scale, mood } = world.music.value;
    return room.send("story.create", { title: t("Point {number}", { number: points.length + 1 }), at: points.length ? Math.max(...points.map((point) => point.at)) + 30 : 0, changes: { physics: pick(physics, ["gravity", "time_scale", "air_resistance", "temperature"]), music: { intensity, tension, tempo, key, scale, mood } } });
  };
  const set = (/** @type {any} */ point, /** @type {object} */ fields) => room.send("story.update", { story_point: point.id, ...fields });
  const move = (/** @type {number} */ index, /** @type {number} */ by) => {
    const ids = points.map((point) => point.id);
    [ids[index], ids[index + by]] = [ids[index + by], ids[index]];
    room.send("story.order", { story_points: ids });
  };
  return html`<div class="panel-body stack">
    <div class="row-s">${may && points.length > 0 && html`<button type="button" class="btn btn-primary" aria-pressed=${playing !== null} onClick=${playing ? story.stop : story.play}><${Icon} name=${playing ? "square" : "play"} />${playing ? t("Stop telling") : t("Tell the story")}</button>`}
      ${may && html`<button type="button" class="btn" onClick=${add}><${Icon} name="plus" />${t("How it is now, as a point")}</button>`}</div>
    ${points.length === 0 && html`<div class="empty"><${Icon} name="book-open" /><h3>${t("No story yet")}</h3><p>${may ? t("Set the world as it should begin, keep it as a point, change it, keep it again.") : t("Nobody has told one here.")}</p></div>`}
    <ol class="list story">${points.map((point, index) => html`<li key=${point.id} class=${`story-point ${story.told.value === point.id ? "story-now" : ""}`}>
      <div class="row-s nowrap"><label class="story-at"><input type="number" min="0" step="1" disabled=${!may} value=${point.at} aria-label=${t("Seconds from the beginning")} onChange=${(/** @type {any} */ event) => event.target.valueAsNumber >= 0 && set(point, { at: event.target.valueAsNumber })} /> s</label>
        <input class="grow" type="text" maxlength="255" disabled=${!may} value=${point.title} aria-label=${t("Title")} onChange=${(/** @type {any} */ event) => event.target.value.trim() && set(point, { title: event.target.value.trim() })} /></div>
      <textarea rows="2" maxlength="1000" disabled=${!may} value=${point.text} aria-label=${t("Text")} placeholder=${may ? t("What happens here?") : ""} onChange=${(/** @type {any} */ event) => set(point, { text: event.target.value })}></textarea>
      <p class="small quiet">${changeWords(point.changes)}</p>
      ${may && html`<div class="row-s"><button type="button" class="btn btn-s" onClick=${() => story.go(point)}><${Icon} name="map-pin" />${t("Go there")}</button><span class="grow" />
        <${IconButton} icon="chevron-up" class="btn-s" label=${t("Earlier")} disabled=${index === 0} onClick=${() => move(index, -1)} /><${IconButton} icon="chevron-down" class="btn-s" label=${t("Later")} disabled=${index === points.length - 1} onClick=${() => move(index, 1)} />
        <${IconButton} icon="trash-2" class="btn-s" label=${t("Take {title} out", { title: point.title })} onClick=${() => room.send("story.delete", { story_point: point.id })} /></div>`}</li>`)}</ol>
  </div>`;
}

/** @param {any} from @param {string[]} names */
const pick = (from, names) => Object.fromEntries(names.map((name) => [name, from[name]]));
