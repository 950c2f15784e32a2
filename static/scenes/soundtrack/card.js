/** The soundtrack in the tab of sound: what plays, for everybody to see; its dials for who leads. */
import { html, useRef } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { Slider } from "../../audio/panel/slider.js";
import { moodWords } from "../../universes/terms.js";
import { UniverseChoice } from "./universe_choice.js";

/** A dial says more than a table can follow: each new place is another music. */
const SETTLE_MS = 400;
/** @type {[name: string, icon: string][]} */
const PRESETS = [["calm", "waves"], ["travel", "mountain"], ["mystery", "moon"], ["dread", "skull"], ["combat", "swords"], ["triumph", "crown"], ["grief", "cloud-rain"], ["tavern", "flame"]];

/** @param {{soundtrack: import("./soundtrack.js").Soundtrack, conducts: boolean}} props */
export function SoundtrackCard({ soundtrack, conducts }) {
  const row = soundtrack.row.value;
  if (!conducts) return soundtrack.sounds.value && row ? html`<section class="stack-s sound-card soundtrack" data-state="playing" aria-labelledby="soundtrack"><${Plays} soundtrack=${soundtrack} /></section>` : null;
  const { room } = soundtrack;
  const scene = soundtrack.scene.value;
  if (!scene) return null;
  const inUniverse = Boolean(scene.universe);
  return html`<section class="stack-s sound-card soundtrack" data-state=${soundtrack.sounds.value ? "playing" : "silent"} aria-labelledby="soundtrack">
    <div class="row-s nowrap"><${Plays} soundtrack=${soundtrack} />
      ${inUniverse && html`<button type="button" class=${row?.playing ? "btn" : "btn btn-primary"} onClick=${() => room.send(row?.playing ? "soundtrack.stop" : "soundtrack.play", {})}>
        <${Icon} name=${row?.playing ? "square" : "play"} />${row?.playing ? t("Stop") : t("Play")}</button>`}</div>
    <${UniverseChoice} room=${room} scene=${scene} />
    ${inUniverse && row && html`<${Dials} room=${room} row=${row} />`}
  </section>`;
}

/** @param {{soundtrack: import("./soundtrack.js").Soundtrack}} props */
function Plays({ soundtrack }) {
  const { row, bar, problem, sounds } = soundtrack;
  const now = bar.value;
  return html`<div class="grow sound-name"><h3 id="soundtrack">${t("Soundtrack")}</h3>
    <span class="small quiet" aria-live="polite">${problem.value || (sounds.value ? t("{mood} · the same bar for everybody", { mood: moodWords(row.value?.mood ?? "default") }) : t("silent"))}</span>
    ${sounds.value && now && html`<span class="small quiet" aria-hidden="true">${t("bar {bar} · {key} {scale}", { bar: now.number + 1, key: now.key, scale: now.scale.replaceAll("_", " ") })}</span>`}</div>`;
}

/** @param {{room: import("../../rooms/store.js").Room, row: import("./soundtrack.js").Row}} props */
function Dials({ room, row }) {
  const own = !row.preset && row.dials?.intensity == null && row.dials?.tension == null;
  const choose = (/** @type {string | null} */ preset) => room.send("soundtrack.preset", { preset });
  const press = (/** @type {string | null} */ name, /** @type {string} */ icon, /** @type {string} */ words, /** @type {boolean} */ pressed) => html`
    <button key=${name ?? ""} type="button" class="btn btn-s" data-preset=${name ?? "own"} aria-pressed=${pressed} onClick=${() => choose(name)}><${Icon} name=${icon} />${words}</button>`;
  return html`<div class="soundtrack-presets" role="group" aria-label=${t("Manner of the music")}>
      ${press(null, "orbit", t("its own"), own)}${PRESETS.map(([name, icon]) => press(name, icon, moodWords(name), row.preset === name))}</div>
    <${Dial} room=${room} name="intensity" icon="flame" words=${t("Intensity")} value=${row.dials?.intensity ?? row.intensity} />
    <${Dial} room=${room} name="tension" icon="zap" words=${t("Tension")} value=${row.dials?.tension ?? row.tension} />
    <${Dial} room=${room} name="volume" icon="volume-2" words=${t("Volume")} value=${row.volume} />`;
}

/** @param {{room: import("../../rooms/store.js").Room, name: string, icon: string, words: string, value: number | null}} props */
function Dial({ room, name, icon, words, value }) {
  const timer = useRef(0);
  const turn = (/** @type {number} */ to) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => room.send("soundtrack.set", { [name]: to }), SETTLE_MS);
  };
  return html`<${Slider} label=${t("{dial} of the soundtrack", { dial: words })} words=${words} icon=${icon} value=${value ?? 0.5} onInput=${turn} />`;
}
