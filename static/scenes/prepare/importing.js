/** A scene from another program: choose its file, see what came of it and what was left out, then take it in. No dialog yet. */
import { html, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { get, post, remove, upload } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Field, Icon } from "../../base/parts.js";
import { ImportPreview } from "./import_preview.js";

const TYPES = ".dd2vtt,.uvtt,.df2vtt,.json,.zip";
const PICTURES = ".png,.jpg,.jpeg,.webp,.avif";
const PROGRAMS = { uvtt: "Universal VTT", foundry: "Foundry VTT", watabou: "One Page Dungeon", spelltable: "SpellTable", dreamtable: "Dreamtable" };

/** @typedef {{id: string, format: keyof typeof PROGRAMS, name: string, size: {width: number, height: number} | null, counts: Record<string, number>, report: {code: string, text: string}[], picture: string, picture_name: string, lines: any[], lights: any[]}} Preview */

/**
 * What it takes to import one scene. What was only looked at is put away when it is closed.
 * @param {{api: string, room: string, onMade: (scene: string, name: string) => void, onClose?: () => void}} props `room`: its id
 */
export function Importing({ api, room, onMade, onClose }) {
  const url = `${api}/rooms/${room}/imports`;
  const file = useSignal(/** @type {File | null} */ (null));
  const picture = useSignal(/** @type {File | null} */ (null));
  const map = useSignal("");
  const found = useSignal(/** @type {Preview | null} */ (null));
  const name = useSignal("");
  const doing = useSignal("");
  const part = useSignal(0);
  const problem = useSignal("");

  const putAway = () => {
    if (found.peek()) remove(`${url}/${found.peek()?.id}`).catch(() => undefined);
    found.value = null;
  };
  useEffect(() => putAway, []);
  const attempt = async (/** @type {string} */ words, /** @type {() => Promise<void>} */ act) => {
    doing.value = words;
    problem.value = "";
    part.value = 0;
    try {
      await act();
    } catch (error) {
      const fields = Object.values(/** @type {any} */ (error).fields ?? {}).flat();
      problem.value = String(fields[0] ?? /** @type {Error} */ (error).message);
    }
    doing.value = "";
  };
  const look = () => attempt(t("Reading the file …"), async () => {
    if (!file.value) return;
    putAway();
    const form = new FormData();
    form.append("file", file.value);
    if (map.value) form.append("map", map.value);
    else if (picture.value) form.append("picture", picture.value);
    const { data } = await upload(url, form, (done) => { part.value = done; });
    found.value = data;
    name.value = data.name;
  });
  const take = () => attempt(t("Building the scene …"), async () => {
    if (!found.value) return;
    const { data } = await post(`${url}/${found.value.id}`, { confirm: true, name: name.value.trim() || null, map: map.value || null });
    const made = data.job ? (await finished(api, data.job, t("The scene could not be built."), (done) => { part.value = done; })).scene : data.scene;
    found.value = null;
    onMade(typeof made === "string" ? made : made?.id ?? "", name.value);
  });
  const choose = (/** @type {FileList | null | undefined} */ files) => {
    const [first] = files ?? [];
    if (!first || doing.value) return;
    file.value = first;
    picture.value = null;
    map.value = "";
    look();
  };
  const cancel = () => {
    putAway();
    onClose?.();
  };
  const missing = found.value?.picture === "missing";
  return html`<div class="stack">
    ${!found.value && html`<${Choose} onFiles=${choose} />`}
    ${doing.value && html`<p class="row-s" role="status"><span class="spinner" />${doing.value}</p><progress max="1" value=${part.value || undefined} aria-label=${doing.value} />`}
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    ${found.value && html`
      <p class="row-s"><span class="badge badge-violet">${PROGRAMS[found.value.format] ?? found.value.format}</span>${counted(found.value.counts).map((words) => html`<span class="chip" key=${words}>${words}</span>`)}</p>
      <${ImportPreview} api=${api} found=${found.value} file=${file.value} picture=${picture.value} map=${map.value} />
      ${found.value.report.length > 0 && html`<div class="alert alert-note"><b>${t("Left out or changed:")}</b><ul>${found.value.report.map((one) => html`<li key=${one.code}>${one.text}</li>`)}</ul></div>`}
      ${missing && html`<p class="alert" role="alert">${found.value.picture_name ? t("The file only names its picture, “{name}”. Add it, or lay the scene on a map of yours.", { name: found.value.picture_name }) : t("The file has no picture. Add one, or lay the scene on a map of yours.")}</p>`}
      <div class="grid">
        <${Field} label=${t("Name of the scene")}><input maxlength="80" autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
        ${(missing || map.value || picture.value) && html`
          <${PictureChoice} chosen=${picture.value} onChoose=${(/** @type {File} */ chosen) => { picture.value = chosen; map.value = ""; look(); }} />
          <${MapChoice} api=${api} value=${map.value} onChange=${(/** @type {string} */ id) => { map.value = id; look(); }} />`}
      </div>
      <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${cancel}>${t("Cancel")}</button>
        <button type="button" class="btn btn-primary" disabled=${Boolean(doing.value) || missing} onClick=${take}><${Icon} name="check" />${t("Import")}</button></div>`}
  </div>`;
}

/** @param {{onFiles: (files: FileList | null | undefined) => void}} props */
function Choose({ onFiles }) {
  const over = useSignal(false);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  return html`<div class="drop stack-s" data-over=${over.value} onDragOver=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }}
      onDrop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = false; onFiles(event.dataTransfer?.files); }}>
    <input ref=${input} type="file" accept=${TYPES} class="visually-hidden" tabindex="-1" data-import aria-label=${t("Scene file")} onChange=${(/** @type {any} */ event) => { onFiles(event.target.files); event.target.value = ""; }} />
    <span><button type="button" class="btn btn-primary" onClick=${() => input.current?.click()}><${Icon} name="upload" />${t("Choose a file")}</button></span>
    <span class="small">${t("or drop it here: Universal VTT (.dd2vtt, .uvtt, .df2vtt), a scene of Foundry VTT or SpellTable, a One Page Dungeon (JSON), or a scene saved here.")}</span></div>
    <p class="small quiet">${t("You see what is in it before anything is made of it.")}</p>`;
}

/** @param {{chosen: File | null, onChoose: (picture: File) => void}} props */
function PictureChoice({ chosen, onChoose }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  return html`<div class="field">${t("Its picture")}
    <input ref=${input} type="file" accept=${PICTURES} class="visually-hidden" tabindex="-1" aria-label=${t("Its picture")} onChange=${(/** @type {any} */ event) => { if (event.target.files[0]) onChoose(event.target.files[0]); }} />
    <button type="button" class="btn" onClick=${() => input.current?.click()}><${Icon} name="image-plus" /><span class="truncate">${chosen?.name ?? t("Choose a picture")}</span></button></div>`;
}

/** @param {{api: string, value: string, onChange: (id: string) => void}} props */
function MapChoice({ api, value, onChange }) {
  const maps = useSignal(/** @type {any[]} */ ([]));
  useEffect(() => { get(`${api}/maps?order=new&per_page=200`).then(({ data }) => { maps.value = data; }, () => undefined); }, []);
  return html`<${Field} label=${t("or a map of yours")}><select value=${value} onChange=${(/** @type {any} */ event) => onChange(event.target.value)}>
    <option value="">${t("none")}</option>${maps.value.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}</select><//>`;
}

/** What is in the file, in words; nothing of what it has none of. @param {Record<string, number>} counts */
function counted(counts) {
  const { walls = 0, doors = 0, windows = 0, lights = 0, tokens = 0, maps = 0, notes = 0, areas = 0, drawings = 0, handouts = 0, emitters = 0 } = counts;
  return [
    walls && tn("{count} wall", "{count} walls", walls), doors && tn("{count} door", "{count} doors", doors),
    windows && tn("{count} window", "{count} windows", windows), lights && tn("{count} light", "{count} lights", lights),
    tokens && tn("{count} token", "{count} tokens", tokens), maps && tn("{count} map", "{count} maps", maps),
    notes && tn("{count} note", "{count} notes", notes), areas && tn("{count} area", "{count} areas", areas),
    drawings && tn("{count} drawing", "{count} drawings", drawings), handouts && tn("{count} handout", "{count} handouts", handouts),
    emitters && tn("{count} sound", "{count} sounds", emitters),
  ].filter(Boolean);
}
