/** Render a stretch of the piece: as sound into the library, with progress and something to listen to; as notes at once. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { fileOf, get, post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Dialog, Field, Icon } from "../../base/parts.js";
import { moodWords } from "../terms.js";
import { clockWords, MOST_BARS, MOST_SECONDS, problemOfStretch, secondsOf } from "./stretch.js";

const FORMATS = () => ({ flac: t("FLAC: exact and small"), wav: t("WAV: exact, for any program"), ogg: t("Ogg Vorbis: small"), mp3: t("MP3: small, plays everywhere"), midi: t("MIDI: the notes, as a file") });

const STYLES = ["ambient", "classical", "electronic", "jazz"];

/** @typedef {{name: string, values: any}} Preset */

/** Kept while the page is open, also when the dialog is closed: a render goes on. */
const run = signal(/** @type {null | {part: number, note: string}} */ (null));
const made = signal(/** @type {null | {id: string, name: string, stream: string, duration: number}} */ (null));
const asked = signal(/** @type {{by: "bars" | "seconds", bars: number, seconds: number, format: string, loop: boolean, preset: string}} */ ({ by: "bars", bars: 32, seconds: 60, format: "flac", loop: false, preset: "" }));
const problem = signal("");

/** @param {{world: import("../world.js").World, player: import("../music/player.js").Player, presets: Preset[], onClose: () => void}} props */
export function RenderDialog({ world, player, presets, onClose }) {
  const { room } = world;
  const { by, format, loop, preset } = asked.value;
  const music = { ...world.music.value, ...presets.find((one) => one.name === preset)?.values };
  const { id, name } = world.about.value;
  const amount = asked.value[by];
  const first = player.bar.peek()?.number ?? music.bar;
  const wrong = problemOfStretch(by, amount, music);
  const change = (/** @type {object} */ fields) => { asked.value = { ...asked.value, ...fields }; problem.value = ""; };
  useEffect(() => () => { problem.value = ""; }, []);

  const render = async (/** @type {any} */ event) => {
    event.preventDefault();
    if (wrong || run.value) return;
    const form = new FormData(event.target);
    const stretch = { first: Number(form.get("first")) - 1, [by]: amount, ...(preset ? { preset } : {}) };
    problem.value = "";
    made.value = null;
    try {
      if (format === "midi") save(await fileOf(`${room.page.api}/universes/${id}/midi`, stretch), `${name}.mid`);
      else {
        run.value = { part: 0, note: t("Waiting for its turn") };
        const { data } = await post(`${room.page.api}/universes/${id}/generate`, { ...stretch, format, loop: by === "bars" && loop, name: String(form.get("name")).trim() || null });
        const { track } = await finished(room.page.api, data.job, t("This could not be rendered."), (part, note) => { run.value = { part, note: note || t("Playing the notes") }; });
        made.value = (await get(`${room.page.api}/tracks/${track}`)).data;
      }
    } catch (error) {
      const { fields, message } = /** @type {import("../../base/http.js").RestError} */ (error);
      problem.value = Object.values(fields ?? {}).flat()[0] ?? message;
    }
    run.value = null;
  };

  return html`<${Dialog} title=${t("Render the music")} onClose=${onClose}><form class="stack" onSubmit=${render}>
    <label class="field"><span>${t("In which style")}</span><select value=${preset} onChange=${(/** @type {any} */ event) => change({ preset: event.target.value })}><option value="">${t("as it is now")}</option>
      <optgroup label=${t("Moods")}>${presets.filter((one) => !STYLES.includes(one.name)).map((one) => html`<option key=${one.name} value=${one.name}>${moodWords(one.name)}</option>`)}</optgroup>
      <optgroup label=${t("Styles")}>${presets.filter((one) => STYLES.includes(one.name)).map((one) => html`<option key=${one.name} value=${one.name}>${moodWords(one.name)}</option>`)}</optgroup></select></label>
    <p class="quiet">${t("A stretch of the endless piece: {mood}, {key} {scale}, {tempo} beats a minute.", { mood: moodWords(music.mood), key: music.key, scale: music.scale.replaceAll("_", " "), tempo: Math.round(music.tempo) })}</p>
    <div class="form-pair">
      <${Field} label=${t("How long")} errors=${wrong ? [wrong] : []} help=${wrong ? "" : t("That is {time}.", { time: clockWords(secondsOf(by, amount, music)) })}>
        <span class="row-s nowrap"><input type="number" required inputmode="decimal" min="1" max=${by === "bars" ? MOST_BARS : MOST_SECONDS} step=${by === "bars" ? 1 : "any"} value=${amount} onInput=${(/** @type {any} */ event) => change({ [by]: event.target.valueAsNumber })} />
          <select aria-label=${t("counted in")} value=${by} onChange=${(/** @type {any} */ event) => change({ by: event.target.value })}><option value="bars">${t("bars")}</option><option value="seconds">${t("seconds")}</option></select></span><//>
      <${Field} label=${t("From bar")}><input type="number" name="first" required min="1" max="1000000000" step="1" defaultValue=${String(first + 1)} /><//>
    </div>
    <label class="field"><span>${t("As")}</span><select value=${format} onChange=${(/** @type {any} */ event) => change({ format: event.target.value })}>${Object.entries(FORMATS()).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>
    ${format !== "midi" && html`<label class="field"><span>${t("Name in your sounds")}</span><input type="text" name="name" maxlength="100" defaultValue=${name} /></label>
      ${by === "bars" && html`<label class="check"><input type="checkbox" checked=${loop} onChange=${(/** @type {any} */ event) => change({ loop: event.target.checked })} />${t("a loop: its end goes over into its beginning")}</label>`}`}
    <div role="status">${run.value && html`<p class="quiet">${run.value.note}: ${Math.round(100 * run.value.part)} %</p><progress max="1" value=${run.value.part} aria-label=${t("Rendering")} />`}
      ${made.value && html`<div class="alert alert-good stack-s rendered"><p><strong>${made.value.name}</strong> ${t("lies in your sounds, {time} long.", { time: clockWords(made.value.duration) })}</p>
        <audio controls preload="none" src=${made.value.stream} aria-label=${t("Listen to {name}", { name: made.value.name })} />
        <p class="row-s"><a class="btn btn-s" href="/sounds/"><${Icon} name="library" />${t("Open your sounds")}</a><a class="btn btn-s" href=${made.value.stream} download><${Icon} name="download" />${t("Download")}</a></p></div>`}</div>
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${onClose}>${t("Close")}</button><button class="btn btn-primary" disabled=${run.value !== null || wrong !== ""}>${format === "midi" ? t("Download the notes") : t("Render")}</button></div>
  </form><//>`;
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
