/** One point of the story: when, what it is called, what happens, and which parameters are others from then on. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { markWords } from "../activity.js";
import { problemOf, tidy } from "../parameters.js";
import { moodWords } from "../terms.js";
import { plainWords, valueWords } from "../words.js";
import { clockWords } from "./stretch.js";

/** @typedef {import("./story_panel.js").StoryRow} StoryRow */
/** @typedef {import("../story.js").Point} Point */

/** @param {{world: import("../world.js").World, story: import("../story.js").Story, point: Point, index: number, rows: StoryRow[], may: boolean, activity: import("../activity.js").Activity}} props */
export function StoryPoint({ world, story, point, index, rows, may, activity }) {
  const { room } = world;
  const open = story.chosen.value === point.id;
  const set = (/** @type {object} */ fields) => room.send("story.update", { story_point: point.id, ...fields });
  const points = story.points.value;
  const move = (/** @type {number} */ by) => {
    const ids = points.map(({ id }) => id);
    [ids[index], ids[index + by]] = [ids[index + by], ids[index]];
    room.send("story.order", { story_points: ids });
  };
  const mark = markWords(activity.marks.value.get(point.id));
  return html`<li id=${`story-${point.id}`} class=${`story-point ${open ? "story-open" : ""}`}>
    <div class="row-s nowrap"><button type="button" class="story-number" aria-expanded=${open} aria-label=${t("{number}: what changes at {title}", { number: index + 1, title: point.title })} onClick=${() => { story.chosen.value = open ? "" : point.id; }}>${index + 1}</button>
      <label class="story-at"><input type="number" min="0" max="86400" step="any" disabled=${!may} value=${point.at} aria-label=${t("Seconds from the beginning")} onChange=${(/** @type {any} */ event) => (event.target.valueAsNumber >= 0 && event.target.valueAsNumber <= 86_400 ? set({ at: event.target.valueAsNumber }) : (event.target.value = point.at))} /> s</label>
      <input class="grow" type="text" maxlength="255" disabled=${!may} value=${point.title} aria-label=${t("Title")} onChange=${(/** @type {any} */ event) => (event.target.value.trim() ? set({ title: event.target.value.trim() }) : (event.target.value = point.title))} /></div>
    ${(may || point.text) && html`<textarea rows="2" maxlength="1000" disabled=${!may} value=${point.text} aria-label=${t("Text")} placeholder=${may ? t("What happens here?") : ""} onChange=${(/** @type {any} */ event) => set({ text: event.target.value })}></textarea>`}
    ${open ? html`<${Changes} world=${world} point=${point} rows=${rows} may=${may} onChange=${(/** @type {any} */ changes) => set({ changes })} />` : html`<p class="small quiet">${changeWords(point, rows)}</p>`}
    ${mark && html`<p class="small quiet">${mark}</p>`}
    <div class="row-s">${may && html`<button type="button" class="btn btn-s" onClick=${() => story.go(point)}><${Icon} name="map-pin" />${t("Go there")}</button>
      <button type="button" class="btn btn-s btn-quiet" title=${t("Tell it from {time} on", { time: clockWords(point.at) })} onClick=${() => story.play({ story_point: point.id })}><${Icon} name="play" />${t("From here")}</button>`}
      <span class="grow" />
      ${may && html`<${IconButton} icon="chevron-up" class="btn-s" label=${t("Earlier")} disabled=${index === 0} onClick=${() => move(-1)} /><${IconButton} icon="chevron-down" class="btn-s" label=${t("Later")} disabled=${index === points.length - 1} onClick=${() => move(1)} />
        <${IconButton} icon="trash-2" class="btn-s" label=${t("Take {title} out", { title: point.title })} onClick=${() => room.send("story.delete", { story_point: point.id })} />`}</div></li>`;
}

/** @param {StoryRow} row @param {any} value */
const choiceWords = (row, value) => (row.name === "mood" ? moodWords(value) : valueWords(value));

/** Which parameters a point names, each with its row of the table. @param {Point} point @param {StoryRow[]} rows */
function named(point, rows) {
  return (/** @type {const} */ (["physics", "music"])).flatMap((what) => Object.entries(point.changes[what] ?? {}).map(([name, value]) => ({ what, name, value, row: rows.find((row) => row.what === what && row.name === name) })));
}

/** @param {Point} point @param {StoryRow[]} rows */
export function changeWords(point, rows) {
  return named(point, rows).map(({ what, name, value, row }) => `${row?.words ?? plainWords(what, name)} ${row?.choices.length ? choiceWords(row, value) : valueWords(value, row?.unit)}`).join(" · ");
}

/** @param {{world: import("../world.js").World, point: Point, rows: StoryRow[], may: boolean, onChange: (changes: any) => void}} props */
function Changes({ world, point, rows, may, onChange }) {
  const changes = { physics: point.changes.physics ?? {}, music: point.changes.music ?? {} };
  const put = (/** @type {"physics" | "music"} */ what, /** @type {string} */ name, /** @type {any} */ value) => onChange({ ...changes, [what]: { ...changes[what], [name]: value } });
  const drop = (/** @type {"physics" | "music"} */ what, /** @type {string} */ name) => {
    const { [name]: _gone, ...rest } = changes[what];
    onChange({ ...changes, [what]: rest });
  };
  const now = (/** @type {"physics" | "music"} */ what, /** @type {string} */ name) => world[what].value?.[name];
  const all = named(point, rows);
  const asNow = () => onChange(Object.fromEntries((/** @type {const} */ (["physics", "music"])).map((what) => [what, Object.fromEntries(Object.keys(changes[what]).map((name) => [name, now(what, name)]))])));
  const free = rows.filter((row) => !(row.name in changes[row.what]));
  return html`<div class="stack-s story-changes"><ul class="list">${all.map(({ what, name, value, row }) => html`<li key=${`${what}/${name}`}><span class="grow truncate">${row?.words ?? plainWords(what, name)}</span>
      ${row ? html`<${Value} row=${row} value=${value} may=${may} onSet=${(/** @type {any} */ next) => put(what, name, next)} />` : html`<span class="small quiet">${valueWords(value)}</span>`}
      ${may && html`<${IconButton} icon="x" class="btn-s" label=${t("{name}: leave it as it is", { name: row?.words ?? name })} onClick=${() => drop(what, name)} />`}</li>`)}</ul>
    ${may && html`<div class="row-s nowrap"><select class="grow" aria-label=${t("Change something else, too")} value="" onChange=${(/** @type {any} */ event) => { const [what, name] = event.target.value.split("/"); if (name) put(what, name, now(what, name)); event.target.value = ""; }}>
        <option value="">${t("Change something else, too …")}</option>${free.map((row) => html`<option key=${`${row.what}/${row.name}`} value=${`${row.what}/${row.name}`}>${row.words}</option>`)}</select>
      <button type="button" class="btn btn-s" disabled=${!all.length} onClick=${asNow}>${t("As it is now")}</button></div>`}</div>`;
}

/** @param {{row: StoryRow, value: any, may: boolean, onSet: (value: any) => void}} props */
function Value({ row, value, may, onSet }) {
  if (row.choices.length) {
    return html`<select class="story-value" disabled=${!may} aria-label=${row.words} value=${value} onChange=${(/** @type {any} */ event) => onSet(event.target.value)}>${row.choices.map((choice) => html`<option key=${choice} value=${choice}>${choiceWords(row, choice)}</option>`)}</select>`;
  }
  const typed = (/** @type {any} */ event) => {
    const given = event.target.valueAsNumber;
    const problem = problemOf(row, given);
    event.target.setCustomValidity(problem);
    if (problem) event.target.reportValidity();
    else onSet(row.whole ? Math.round(given) : given);
  };
  return html`<input class="story-value" type="number" step="any" min=${row.least} max=${row.most} disabled=${!may} aria-label=${row.unit ? t("{name} in {unit}", { name: row.words, unit: row.unit }) : row.words} value=${value === null ? "" : tidy(value)} onChange=${typed} /><span class="small quiet story-unit">${row.unit}</span>`;
}
