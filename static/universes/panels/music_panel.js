/** What the world sounds like: the two dials of the game master first, then presets, the piece, and everything else. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { markWords } from "../activity.js";
import { musicChoice, musicGroups, plain, rowsOf } from "../groups.js";
import { ParameterList, Presets, ResetAll } from "../parameters.js";
import { moodWords } from "../terms.js";
import { Players } from "./players.js";

const PITCHES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

/** @param {{world: import("../world.js").World, player: import("../music/player.js").Player, rows: import("../parameters.js").Row[], presets: {name: string, values: any}[], instruments: string[], activity: import("../activity.js").Activity}} props */
export function MusicPanel({ world, player, rows, presets, instruments, activity }) {
  const { room } = world;
  const values = world.music.value;
  if (!values) return null;
  const may = world.edits.value;
  const marks = activity.marks.value;
  const set = (/** @type {string} */ name, /** @type {any} */ value) => room.send("music.set", { [name]: value });
  const reset = (/** @type {string} */ name) => room.send("music.reset", { names: [name] });
  return html`<div class="panel-body stack">
    <${Now} player=${player} />
    <div class="row-s"><${Presets} presets=${presets.map(({ name }) => ({ name, words: moodWords(name) }))} current=${values.mood} may=${may} onTake=${(/** @type {string} */ preset) => room.send("music.preset", { preset })} />
      <${ResetAll} room=${room} may=${may} what=${t("Set all of the music back?")} onReset=${() => room.send("music.reset", {})} /></div>
    ${musicGroups().map((group, index) => html`<details key=${group.title} class="fold" open=${index < 2}><summary>${group.title}</summary>
      <${ParameterList} mark=${(/** @type {string} */ name) => markWords(marks.get(`music/${name}`))} rows=${rowsOf(rows, group)} values=${values} may=${may} onSet=${set} onReset=${reset}
        choiceWords=${musicChoice} /></details>`)}
    <details class="fold"><summary>${t("Players")}</summary><div class="stack-s">
      <${Players} instruments=${instruments} values=${values.instruments} may=${may} onSet=${(/** @type {object} */ players) => set("instruments", players)} />
      ${values.seed !== null && html`<label class="parameter-choice"><span>${t("Seed")}</span><input type="number" min="0" step="1" disabled=${!may} value=${values.seed} onChange=${(/** @type {any} */ event) => Number.isSafeInteger(event.target.valueAsNumber) && set("seed", event.target.valueAsNumber)} /></label>`}
    </div></details>
  </div>`;
}

/** Which bar sounds, in which key, over which chords. @param {import("../music/player.js").Player} player */
export function barWords(player) {
  const bar = player.bar.value;
  if (player.problem.value) return player.problem.value;
  if (!player.listening.value) return t("You are not listening.");
  if (!bar) return t("The next bar begins at once.");
  return t("Bar {number}, {key} {scale}, {chords}", { number: bar.number + 1, key: bar.key, scale: plain(bar.scale), chords: bar.chords.map((/** @type {any} */ chord) => PITCHES[chord.root]).join(" – ") });
}

/** Where the piece is. @param {{player: import("../music/player.js").Player}} props */
function Now({ player }) {
  return html`<div class="row-s nowrap music-now"><button type="button" class="btn btn-primary" aria-pressed=${player.listening.value} onClick=${player.toggle}><${Icon} name=${player.listening.value ? "volume-2" : "play"} />${player.listening.value ? t("Stop listening") : t("Listen")}</button>
    <p class="small quiet grow" role="status">${barWords(player)}</p></div>`;
}
