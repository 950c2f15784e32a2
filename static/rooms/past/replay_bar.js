/** The bar of the replay: play, speed, a slider over the log by number and time, from message to message, and out again. */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon, IconButton } from "../../base/parts.js";
import { SPEEDS } from "./replay_source.js";

const moment = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "medium" });

/** @param {{replay: import("./replay_source.js").Replay}} props */
export function ReplayBar({ replay }) {
  if (!replay.open.value) return null;
  return html`<${Bar} replay=${replay} />`;
}

/** @param {{replay: import("./replay_source.js").Replay}} props */
function Bar({ replay }) {
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { bar.current?.focus(); }, []);
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") replay.close();
    else if (event.key === " " && event.target === bar.current) replay.toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<section class="panel replay-bar" aria-label=${t("Replay")} tabindex="-1" ref=${bar} onKeyDown=${key}>
    <p class="visually-hidden" role="status">${replay.playing.value ? t("Playing") : t("Paused at {place}", { place: placeWords(replay) })}</p>
    ${inside(replay)}
    <${IconButton} icon="x" label=${t("Back to now")} class="replay-close" onClick=${replay.close} />
  </section>`;
}

/** @param {import("./replay_source.js").Replay} replay */
function inside(replay) {
  if (replay.problem.value) return html`<p class="grow error-text" role="alert">${replay.problem.value} <button type="button" class="btn btn-s" onClick=${replay.again}>${t("Try again")}</button></p>`;
  if (replay.loading.value && replay.head.value === 0) return html`<p class="grow quiet"><span class="spinner" /> ${t("Reading what happened …")}</p>`;
  if (replay.empty.value) return html`<p class="grow quiet"><${Icon} name="history" /> ${t("Nothing has happened at this table yet that could be shown again.")}</p>`;
  const playing = replay.playing.value;
  return html`
    <${IconButton} icon="skip-back" label=${t("To the message before")} onClick=${replay.previousMessage} />
    <${IconButton} icon=${playing ? "pause" : "play"} label=${playing ? t("Pause the replay") : t("Play")} class="btn-primary" onClick=${replay.toggle} />
    <${IconButton} icon="skip-forward" label=${t("To the next message")} onClick=${replay.nextMessage} />
    <label class="replay-track grow"><span class="visually-hidden">${t("Place in the replay")}</span>
      <input type="range" min=${replay.first.value} max=${replay.head.value} step="1" value=${replay.at.value} aria-valuetext=${placeWords(replay)}
        onInput=${(/** @type {any} */ event) => replay.seek(Number(event.target.value))} />
      <span class="replay-place small"><time datetime=${replay.time.value ?? ""}>${timeWords(replay)}</time> <span class="quiet">${t("{number} of {all}", { number: replay.at.value, all: replay.head.value })}</span>
        ${replay.loading.value && html`<span class="spinner" />`}</span></label>
    <label class="replay-speed"><span class="visually-hidden">${t("Speed")}</span>
      <select value=${replay.speed.value} onChange=${(/** @type {any} */ event) => replay.setSpeed(Number(event.target.value))}>
        ${SPEEDS.map((speed) => html`<option key=${speed} value=${speed}>${t("{speed}×", { speed })}</option>`)}
      </select></label>`;
}

/** @param {import("./replay_source.js").Replay} replay */
function timeWords(replay) {
  return replay.time.value ? moment.format(new Date(replay.time.value)) : t("The beginning");
}

/** @param {import("./replay_source.js").Replay} replay */
function placeWords(replay) {
  return t("{time}, {number} of {all}", { time: timeWords(replay), number: replay.at.value, all: replay.head.value });
}
