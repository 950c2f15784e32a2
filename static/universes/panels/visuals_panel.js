/** How the universe is shown: its saved pictures, each with what it is set to and what moves it. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { ExportDialog } from "../visuals/export_dialog.js";
import { MappingEditor } from "../visuals/mapping_editor.js";
import { SettingsEditor } from "../visuals/settings_editor.js";
import { kindIcon, kindWords } from "../visuals/visuals.js";

const exporting = signal("");

/** @param {{visuals: import("../visuals/visuals.js").Visuals, rows: import("../parameters.js").Row[], open: boolean}} props */
export function VisualsPanel({ visuals, rows, open }) {
  const { saved, kinds, world, looked } = visuals;
  const may = world.edits.value;
  useEffect(() => { if (open) visuals.know(); }, [open]);
  const exported = saved.value.find(({ id }) => id === exporting.value);
  return html`<div class="panel-body stack">
    ${may && html`<div class="preset-row" role="group" aria-label=${t("Add a picture")}>${kinds.value.map((kind) => html`<button key=${kind.kind} type="button" class="btn btn-s" onClick=${() => visuals.add(kind)}><${Icon} name="plus" />${kindWords(kind.kind)}</button>`)}</div>`}
    ${saved.value.length === 0 && html`<div class="empty"><${Icon} name="sparkles" /><h3>${t("No pictures yet")}</h3><p>${may ? t("Add one, press Listen, and see what is heard.") : t("Nobody has made one here.")}</p></div>`}
    <ul class="list visuals">${saved.value.map((one) => html`<li key=${one.id} class=${one.id === looked.value ? "visual-looked" : ""}>
      <div class="row-s nowrap"><button type="button" class="body-row grow truncate" aria-expanded=${one.id === visuals.opened.value} onClick=${() => { visuals.opened.value = one.id === visuals.opened.value ? "" : one.id; }}>
          <${Icon} name=${kindIcon(one.kind)} /><span class="grow truncate">${one.name}</span></button>
        <${IconButton} icon="eye" class="btn-s" pressed=${one.id === looked.value} label=${t("Look at {name}", { name: one.name })} onClick=${() => { looked.value = one.id === looked.value ? "" : one.id; }} />
        <${IconButton} icon="download" class="btn-s" label=${t("{name} as a file", { name: one.name })} onClick=${() => { exporting.value = one.id; }} /></div>
      ${one.id === visuals.opened.value && html`<${Editor} visuals=${visuals} rows=${rows} one=${one} may=${may} />`}</li>`)}</ul>
    ${exported && html`<${ExportDialog} visuals=${visuals} shown=${exported} onClose=${() => { exporting.value = ""; }} />`}
  </div>`;
}

/** @param {{visuals: import("../visuals/visuals.js").Visuals, rows: import("../parameters.js").Row[], one: import("../visuals/visuals.js").Saved, may: boolean}} props */
function Editor({ visuals, rows, one, may }) {
  const kind = visuals.kindOf(one.id);
  if (!kind) return null;
  const rename = (/** @type {any} */ event) => event.target.value.trim() && visuals.set(one.id, { name: event.target.value.trim() });
  return html`<div class="stack-s body-form">
    <label class="small-field"><span>${t("Name")}</span><input type="text" maxlength="100" disabled=${!may} value=${one.name} onChange=${rename} /></label>
    <details class="fold" open><summary>${t("What moves it")}</summary><${MappingEditor} kind=${kind} rows=${rows} mappings=${one.mappings} may=${may} onSet=${(/** @type {object[]} */ mappings) => visuals.set(one.id, { mappings })} /></details>
    <details class="fold" open><summary>${t("How it looks")}</summary><${SettingsEditor} rows=${kind.settings} values=${one.settings} may=${may} onSet=${(/** @type {string} */ name, /** @type {any} */ value) => visuals.set(one.id, { settings: { [name]: value } })} /></details>
    ${may && html`<div class="row-s"><span class="grow" /><${IconButton} icon="trash-2" class="btn-s" label=${t("Take {name} away", { name: one.name })} onClick=${() => visuals.world.room.send("visualization.delete", { visualization: one.id })} /></div>`}
  </div>`;
}
