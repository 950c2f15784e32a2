/** A visualisation as a file: which, how large, how long, of what; drawn by the server, looked at and saved. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { get, post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Dialog, Field, Icon } from "../../base/parts.js";

const FORMATS = () => ({ webp: t("Film (WebP)"), gif: t("Film (GIF)"), png: t("Picture (PNG)"), svg: t("Picture (SVG)"), json: t("Numbers (JSON)") });
const SIZES = () => ({ "640x360": t("small"), "1280x720": t("medium"), "1920x1080": t("large"), "1080x1080": t("square"), "720x1280": t("phone") });
const STILL = ["png", "svg"];

const asked = signal({ format: "webp", size: "640x360", seconds: 10, fps: 15, of: "now", track: "" });
/** How far it is: null nothing is drawn. */
const drawing = signal(/** @type {null | {part: number, words: string}} */ (null));
const made = signal(/** @type {null | {address: string, format: string, name: string}} */ (null));
const problem = signal("");
const sounds = signal(/** @type {{id: string, name: string}[]} */ ([]));

/** @param {{visuals: import("./visuals.js").Visuals, shown: import("./visuals.js").Saved, onClose: () => void}} props */
export function ExportDialog({ visuals, shown, onClose }) {
  const { room } = visuals.world;
  const at = `${room.page.api}/universes/${visuals.world.about.value.id}/visualizations`;
  useEffect(() => {
    made.value = null;
    problem.value = "";
    get(`${room.page.api}/tracks?page_size=100`).then(({ data }) => { sounds.value = data; }, () => { sounds.value = []; });
  }, []);
  const { format, size, seconds, fps, of, track } = asked.value;
  const set = (/** @type {object} */ fields) => { asked.value = { ...asked.value, ...fields }; made.value = null; };
  async function draw() {
    problem.value = "";
    made.value = null;
    drawing.value = { part: 0, words: t("Asking …") };
    const [width, height] = size.split("x").map(Number);
    const source = of === "track" && track ? { track } : { first: of === "now" ? visuals.world.music.value?.bar ?? 0 : 0 };
    try {
      const { data } = await post(`${at}/${shown.id}/export`, { source, format, width, height, fps, duration: seconds });
      await finished(room.page.api, data.job, t("This could not be drawn."), (part, words) => { drawing.value = { part, words: words || t("Waiting for its turn …") }; });
      made.value = { address: `${at}/exports/${data.job}`, format, name: shown.name };
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    drawing.value = null;
  }
  const number = (/** @type {string} */ label, /** @type {"seconds" | "fps"} */ name, /** @type {number} */ most) => html`<${Field} label=${label}><input type="number" min="1" max=${most} step="1" value=${asked.value[name]} onChange=${(/** @type {any} */ event) => set({ [name]: Math.min(Math.max(Math.round(event.target.valueAsNumber) || 1, 1), most) })} /><//>`;
  const choice = (/** @type {string} */ label, /** @type {string} */ name, /** @type {string} */ value, /** @type {Record<string, string>} */ options) => html`<${Field} label=${label}><select value=${value} onChange=${(/** @type {any} */ event) => set({ [name]: event.target.value })}>${Object.entries(options).map(([one, words]) => html`<option key=${one} value=${one}>${words}</option>`)}</select><//>`;
  const sizes = Object.fromEntries(Object.entries(SIZES()).map(([one, words]) => [one, `${one.replace("x", " × ")} · ${words}`]));
  const sources = { now: t("The music from this bar on"), first: t("The music from its beginning"), ...(sounds.value.length ? { track: t("A sound of your library") } : {}) };
  return html`<${Dialog} title=${t("{name} as a file", { name: shown.name })} onClose=${onClose}>
    <div class="export-form">
      ${choice(t("What"), "format", format, FORMATS())}
      ${format !== "json" && choice(t("How large"), "size", size, sizes)}
      ${choice(t("Of what"), "of", of, sources)}
      ${of === "track" && choice(t("Which sound"), "track", track, { "": t("choose one"), ...Object.fromEntries(sounds.value.map(({ id, name }) => [id, name])) })}
      ${number(t("Seconds"), "seconds", 600)}
      ${!STILL.includes(format) && number(t("Pictures a second"), "fps", 30)}
    </div>
    ${STILL.includes(format) && html`<p class="small quiet">${t("The picture shows the middle of this time.")}</p>`}
    ${shown.kind === "physics" && html`<p class="small quiet">${t("The world begins anew for it.")}</p>`}
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    ${drawing.value && html`<div class="stack-s" role="status"><progress max="1" value=${drawing.value.part} aria-label=${t("How far the drawing is")} /><p class="small quiet">${drawing.value.words}</p></div>`}
    ${made.value && html`<${Made} made=${made.value} />`}
    <div class="dialog-actions">
      ${made.value && html`<a class="btn btn-primary" href=${made.value.address} download><${Icon} name="download" />${t("Save it")}</a>`}
      <button type="button" class=${`btn ${made.value ? "" : "btn-primary"}`} disabled=${drawing.value !== null || (of === "track" && !track)} onClick=${draw}><${Icon} name="image" />${made.value ? t("Draw it again") : t("Draw it")}</button></div>
  <//>`;
}

/** @param {{made: {address: string, format: string, name: string}}} props */
function Made({ made: { address, format, name } }) {
  return html`<div class="stack-s" role="status">${format !== "json" && html`<img class="export-picture" src=${address} alt=${t("{name}, as it was drawn", { name })} />`}
    <p class="small quiet">${t("It is kept here for a day.")}</p></div>`;
}
