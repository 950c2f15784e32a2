/** What became of the files: what is in each, and what the server still prepares. */
import { html } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Icon } from "../base/parts.js";
import { kindName } from "../audio/words.js";
import { stillWaits } from "./uploading.js";

const MINUTE = 60;

/** @param {{uploading: import("./uploading.js").Uploading}} props */
export function ArrivedList({ uploading }) {
  const arrived = uploading.arrived.value;
  return html`<section class="card stack-s" aria-labelledby="arrived"><h2 id="arrived">${t("Arrived")}</h2>
    ${arrived.length === 0 ? html`<p class="quiet">${t("What has arrived is listed here, with what is in it and what is still prepared.")}</p>`
      : html`<ul class="list" aria-labelledby="arrived">${arrived.map((one) => html`<li key=${one.key} data-arrived=${one.key}>
        ${one.picture ? html`<img class="office-thumbnail" src=${one.picture} alt="" loading="lazy" />` : html`<span class="office-thumbnail"><${Icon} name=${one.kind === "tracks" ? "music" : "circle-user-round"} /></span>`}
        <span class="grow"><a href=${hrefOf(one)}>${one.name}</a><br /><span class="small quiet">${factsOf(one).join(" · ")}</span></span>
        <span class=${`badge ${stillWaits(one) ? "badge-lamp" : "badge-good"}`}>${stillWaits(one) ? t("being prepared; it can be used already") : t("ready")}</span></li>`)}</ul>`}</section>`;
}

/** @param {import("./uploading.js").Arrived} one */
function hrefOf(one) {
  if (one.kind === "character") return `/rooms/${one.room}/`;
  return one.kind === "maps" ? `/library/#/item/${one.id}` : `/sounds/#/item/${one.id}`;
}

/** What is in it, in words. @param {import("./uploading.js").Arrived} one @returns {string[]} */
function factsOf({ kind, thing }) {
  if (kind === "character") return [t("a character with its portrait")];
  if (kind === "tracks") return [kindName(thing.kind), thing.duration ? lengthWords(thing.duration) : ""].filter(Boolean);
  const { walls = 0, object_walls: objects = 0, doors = 0, lights = 0 } = thing.has ?? {};
  return [
    thing.source === "uvtt" ? t("Universal VTT") : "",
    t("{width} × {height} px", { width: thing.width, height: thing.height }),
    walls + objects ? tn("{count} wall", "{count} walls", walls + objects) : "",
    doors ? tn("{count} door", "{count} doors", doors) : "",
    lights ? tn("{count} light", "{count} lights", lights) : "",
  ].filter(Boolean);
}

/** @param {number} seconds */
const lengthWords = (seconds) => `${Math.floor(seconds / MINUTE)}:${String(Math.round(seconds) % MINUTE).padStart(2, "0")}`;
