/** The story: points in time at which the world becomes another one; told by the server's clock, for everybody alike. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { StoryPoint } from "./story_point.js";
import { StoryTimeline } from "./story_timeline.js";

const FIRST_CHANGES = { physics: ["gravity", "time_scale", "air_resistance", "temperature"], music: ["intensity", "tension", "tempo", "key", "scale", "mood"] };
const APART_S = 30;

/** @typedef {import("../parameters.js").Row & {what: "physics" | "music"}} StoryRow */

/** @param {{world: import("../world.js").World, story: import("../story.js").Story, physics: import("../parameters.js").Row[], music: import("../parameters.js").Row[], activity: import("../activity.js").Activity, shown: boolean}} props */
export function StoryPanel({ world, story, physics, music, activity, shown }) {
  const { room } = world;
  const may = world.edits.value;
  const points = story.points.value;
  const rows = /** @type {StoryRow[]} */ ([...physics.map((row) => ({ ...row, what: "physics" })), ...music.map((row) => ({ ...row, what: "music" }))]);
  const add = async () => {
    const changes = { physics: picked(world.physics.value, FIRST_CHANGES.physics), music: picked(world.music.value, FIRST_CHANGES.music) };
    const answer = await room.send("story.create", { title: t("Point {number}", { number: points.length + 1 }), at: points.length ? story.end.value + APART_S : 0, changes });
    if (answer?.id) story.chosen.value = answer.id;
  };
  return html`<div class="panel-body stack">
    ${points.length > 0 && html`<${StoryTimeline} world=${world} story=${story} rows=${rows} may=${may} shown=${shown} />`}
    ${may && html`<p><button type="button" class="btn" onClick=${add}><${Icon} name="plus" />${t("How it is now, as a point")}</button></p>`}
    ${points.length === 0 && html`<div class="empty"><${Icon} name="book-open" /><h3>${t("No story yet")}</h3><p>${may ? t("Set the world as it should begin, keep it as a point, change it, keep it again.") : t("Nobody has told one here.")}</p></div>`}
    <ol class="list story">${points.map((point, index) => html`<${StoryPoint} key=${point.id} world=${world} story=${story} point=${point} index=${index} rows=${rows} may=${may} activity=${activity} />`)}</ol>
  </div>`;
}

/** @param {any} from @param {string[]} names */
const picked = (from, names) => Object.fromEntries(names.map((name) => [name, from[name]]));
