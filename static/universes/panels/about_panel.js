/** What the universe is called and who may know of it; what one may take away from it. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { fileOf, post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Icon } from "../../base/parts.js";

/** @param {{world: import("../world.js").World}} props */
export function AboutPanel({ world }) {
  const { room } = world;
  const about = world.about.value;
  if (!about) return null;
  const may = world.edits.value;
  const owns = room.you.value.role === "owner" && !room.archived.value;
  const set = (/** @type {string} */ name) => (/** @type {any} */ event) => room.send("universe.update", { [name]: event.target.value });
  const visibility = { private: t("only its members"), shared: t("also tables that use it"), public: t("everybody") };
  return html`<div class="panel-body stack">
    <label class="field"><span>${t("Name")}</span><input type="text" maxlength="100" disabled=${!may} value=${about.name} onChange=${set("name")} /></label>
    <label class="field"><span>${t("Description")}</span><textarea rows="4" maxlength="2000" disabled=${!may} value=${about.description} onChange=${set("description")}></textarea></label>
    <div class="field-grid"><label class="small-field"><span>${t("Genre")}</span><input type="text" maxlength="40" disabled=${!may} value=${about.genre} onChange=${set("genre")} /></label>
      <label class="small-field"><span>${t("Theme")}</span><input type="text" maxlength="40" disabled=${!may} value=${about.theme} onChange=${set("theme")} /></label></div>
    <label class="parameter-choice"><span>${t("Who may know of it")}</span><select disabled=${!owns} value=${about.visibility} onChange=${(/** @type {any} */ event) => room.send("universe.share", { visibility: event.target.value })}>
      ${Object.entries(visibility).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>
    <${TakeAway} world=${world} />
  </div>`;
}

/** What is being rendered: "" nothing, else words. */
const rendering = signal("");

/** @param {{world: import("../world.js").World}} props */
function TakeAway({ world }) {
  const { room } = world;
  const at = `${room.page.api}/universes/${world.about.value.id}`;
  useEffect(() => () => { rendering.value = ""; }, []);
  async function render() {
    rendering.value = t("Asking …");
    try {
      const { data } = await post(`${at}/generate`, { first: world.music.value?.bar ?? 0, seconds: 60 });
      await finished(room.page.api, data.job, t("This could not be rendered."), (part) => { rendering.value = t("Playing the notes: {percent} %", { percent: Math.round(100 * part) }); });
      room.toast(t("A minute of it lies in your library of sounds."), "good");
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
    rendering.value = "";
  }
  async function midi() {
    try {
      save(await fileOf(`${at}/midi`, { first: world.music.value?.bar ?? 0, bars: 32 }), `${world.about.value.name}.mid`);
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  }
  return html`<section class="stack-s"><h3>${t("Take away")}</h3><div class="row-s">
    <a class="btn btn-s" href=${`${at}/export`} download><${Icon} name="download" />${t("As a document")}</a>
    <button type="button" class="btn btn-s" onClick=${midi}><${Icon} name="music" />${t("32 bars as MIDI")}</button>
    <button type="button" class="btn btn-s" disabled=${rendering.value !== ""} onClick=${render}><${Icon} name="volume-2" />${t("A minute into your sounds")}</button></div>
    <p class="small quiet" role="status">${rendering.value}</p></section>`;
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
