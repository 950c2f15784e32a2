/** What the world sounds like: the two dials of the game master first, then presets, the piece, and everything else. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { markWords } from "../activity.js";
import { ParameterList, Presets, ResetAll } from "../parameters.js";
import { moodWords } from "../terms.js";

const GROUPS = () => [
  { title: t("Dials"), names: ["intensity", "tension"] },
  { title: t("The piece"), names: ["key", "scale", "tempo", "metre", "mood"] },
  { title: t("Harmony"), names: ["complexity", "harmony_scale", "dissonance", "leaps", "register"] },
  { title: t("Playing"), names: ["activity", "articulation", "dynamics", "contrast", "balance"] },
  { title: t("Sound"), names: ["volume", "brightness", "resonance", "width", "base_frequency"] },
];
const ROLES = () => ({ melody: t("Melody"), counter: t("Second voice"), harmony: t("Harmony"), figure: t("Figure"), bass: t("Bass"), drone: t("Drone"), drums: t("Drums") });

const PITCHES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

/** @param {string} word */
const plain = (word) => word.replaceAll("_", " ");

/** @param {any[]} rows @returns {import("../parameters.js").Row[]} */
export const musicRows = (rows) => rows.map((row) => ({ ...row, optional: false, whole: false }));

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
    ${GROUPS().map(({ title, names }, index) => html`<details key=${title} class="fold" open=${index < 2}><summary>${title}</summary>
      <${ParameterList} mark=${(/** @type {string} */ name) => markWords(marks.get(`music/${name}`))} rows=${names.map((name) => rows.find((row) => row.name === name)).filter(Boolean)} values=${values} may=${may} onSet=${set} onReset=${reset}
        choiceWords=${(/** @type {string} */ name, /** @type {string} */ choice) => (name === "mood" ? moodWords(choice) : plain(choice))} /></details>`)}
    <details class="fold"><summary>${t("Players")}</summary><div class="stack-s">
      <p class="small quiet">${t("What is left open the mood decides.")}</p>
      ${Object.entries(ROLES()).map(([role, words]) => html`<label key=${role} class="parameter-choice"><span>${words}</span>
        <select disabled=${!may} value=${values.instruments[role] ?? ""} onChange=${(/** @type {any} */ event) => set("instruments", { ...values.instruments, [role]: event.target.value || null })}>
          <option value="">${t("by the mood")}</option><option value="silent">${t("nobody")}</option>
          ${instruments.map((name) => html`<option key=${name} value=${name}>${plain(name)}</option>`)}</select></label>`)}
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
