/** Options of the area tool: what the next area is like, or the chosen one. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { Colour } from "../drawings/colour.js";
import { More } from "../drawings/more.js";
import { inUnit, spells } from "./spells.js";

const SHAPES = /** @type {const} */ ([["circle", "circle"], ["cone", "cone"], ["line", "slash"], ["square", "square"], ["cube", "box"], ["cylinder", "cylinder"]]);
const shapeName = (/** @type {string} */ shape) => ({ circle: t("Circle"), cone: t("Cone"), line: t("Line"), square: t("Square"), cube: t("Cube") }[shape] ?? t("Cylinder"));
const sizeName = (/** @type {string} */ shape) => ({ circle: t("Radius"), cylinder: t("Radius"), cone: t("Length"), line: t("Length") }[shape] ?? t("Edge"));

/** @param {{scene: import("../model.js").Scene}} props */
export function AreaOptions({ scene }) {
  const { marks } = scene;
  const chosen = marks.chosen.value?.kind === "area" ? marks.one.value : null;
  const area = chosen ?? marks.area.value;
  const { unit, distance } = scene.grid.value;
  const change = (/** @type {any} */ fields) => {
    if (chosen && marks.chosen.value) marks.change(marks.chosen.value, "update", fields);
    else marks.area.value = { ...marks.area.value, ...fields };
  };
  const typed = (/** @type {string} */ field, /** @type {HTMLInputElement} */ { validity, valueAsNumber }) => {
    const usable = validity.valid || validity.stepMismatch;
    if (usable) change({ [field]: valueAsNumber });
    return usable;
  };
  const cast = (/** @type {string} */ id) => {
    const spell = spells.value.find((one) => one.id === id);
    change(spell ? { effect: id, shape: spell.shape, size: inUnit(spell.size, unit), colour: spell.colour, label: spell.name } : { effect: "", label: "" });
  };
  const number = (/** @type {string} */ field, /** @type {string} */ label, /** @type {any} */ more = {}) => html`<label>${label}
    <input type="number" value=${Math.round(area[field] * 100) / 100} step=${more.step ?? distance} min=${more.min ?? distance} max=${more.max ?? 10_000} onInput=${chosen ? undefined : (/** @type {any} */ event) => typed(field, event.target)} onChange=${(/** @type {any} */ event) => { if (!typed(field, event.target)) event.target.value = area[field]; }} /></label>`;
  return html`<section class="panel options options-form" aria-label=${t("Area of effect")}>
    <div class="segmented segmented-icons" role="group" aria-label=${t("Shape")}>${SHAPES.map(([shape, icon]) => html`
      <button type="button" key=${shape} aria-pressed=${area.shape === shape} aria-label=${shapeName(shape)} title=${shapeName(shape)} onClick=${() => change({ shape, effect: "" })}><${Icon} name=${icon} /></button>`)}</div>
    ${spells.value.length > 0 && html`<label>${t("Spell")}<select value=${area.effect} onChange=${(/** @type {any} */ event) => cast(event.target.value)}>
      <option value="">${t("none")}</option>${spells.value.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label>`}
    ${number("size", `${sizeName(area.shape)}, ${unit}`)}
    ${area.shape === "line" && number("width", `${t("Width")}, ${unit}`)}
    ${area.shape === "cone" && html`<label>${t("Opens by")}<select value=${String(area.angle)} onChange=${(/** @type {any} */ event) => change({ angle: Number(event.target.value) })}><option value="53.13">53°</option><option value="90">90°</option></select></label>`}
    ${!["circle", "cylinder"].includes(area.shape) && number("rotation", t("Turn"), { step: 15, min: 0, max: 360 })}
    <${More}><${Colour} label=${t("Colour")} value=${area.colour} onChange=${(/** @type {string} */ colour) => change({ colour })} />
    <label>${t("Opacity %")}<input type="range" min="10" max="90" step="5" value=${Math.round(area.opacity * 100)} onChange=${(/** @type {any} */ event) => change({ opacity: event.target.valueAsNumber / 100 })} /></label>
    <label>${t("Label")}<input class="options-words" maxlength="60" value=${area.label} onChange=${(/** @type {any} */ event) => change({ label: event.target.value.trim() })} /></label><//>
    ${chosen && marks.leads.value && html`<button type="button" class="btn btn-s" aria-pressed=${chosen.revealed} onClick=${() => scene.room.send("area.reveal", { area: chosen.id, revealed: !chosen.revealed })}><${Icon} name=${chosen.revealed ? "eye" : "eye-off"} />${chosen.revealed ? t("shown") : t("hidden")}</button>`}
    ${chosen ? html`<${IconButton} icon="trash-2" label=${t("Delete")} onClick=${marks.remove} /><button type="button" class="btn btn-s btn-quiet" onClick=${() => { marks.chosen.value = null; }}>${t("New area")}</button>`
      : html`<span class="options-hint">${t("Click to lay it, drag to turn it; the wheel changes its size.")}</span>`}
  </section>`;
}
