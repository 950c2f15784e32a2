/** Options of the tools of walls, lights and fog, and lists of walls and doors for who does not see the map. */
import { html } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { cellOf } from "../grid.js";
import { chosenLight } from "./light_tool.js";
import { presets, shineOf } from "./presets.js";
import { middleOf } from "./snapping.js";
import { fog, lights, walls } from "./state.js";
import { deleteWalls } from "./wall_tool.js";

/** Beyond so many the list is no help any more. */
const MOST_LISTED = 100;
const MOST_AT_ONCE = 500;

/** @typedef {{scene: import("../model.js").Scene}} Props */

const kinds = () => ({ wall: t("Wall"), window: t("Window"), terrain: t("Terrain"), door: t("Door"), secret: t("Secret door") });
/** Terrain never holds up a step. @param {string} what */
const stops = (what) => ({ normal: t("stops"), limited: what === "move" ? t("can be crossed") : t("stops the second time"), none: t("lets through") });
const directions = () => ({ both: t("from both sides"), left: t("from the left"), right: t("from the right") });
const states = () => ({ closed: t("closed"), open: t("open"), locked: t("locked") });

/** @param {{label: string, value: string | undefined, of: Record<string, string>, onChange: (value: string) => void}} props no value: several, or what is usual */
function Choice({ label, value, of, onChange }) {
  return html`<label>${label}<select value=${value ?? ""} onChange=${(/** @type {any} */ event) => event.target.value && onChange(event.target.value)}>
    ${value === undefined && html`<option value="">–</option>`}${Object.entries(of).map(([name, words]) => html`<option value=${name}>${words}</option>`)}</select></label>`;
}

/** @param {{label: string, value: string, of: Record<string, string>, onChange: (value: string) => void}} props */
function Segments({ label, value, of, onChange }) {
  return html`<div class="segmented" role="group" aria-label=${label}>${Object.entries(of).map(([name, words]) => html`<button type="button" aria-pressed=${name === value} onClick=${() => onChange(name)}>${words}</button>`)}</div>`;
}

/** @param {{label: string, value: number, onChange: (value: number) => void, [more: string]: any}} props */
export function Figure({ label, value, onChange, ...more }) {
  return html`<label>${label}<input type="number" value=${Math.round(value * 100) / 100} ...${more} onChange=${(/** @type {any} */ event) => event.target.validity.valid && Number.isFinite(event.target.valueAsNumber) && onChange(event.target.valueAsNumber)} /></label>`;
}

/** @param {Props} props */
export function WallOptions({ scene }) {
  const selection = walls.selection.value;
  const chosen = scene.kindHere("wall").value.filter((wall) => selection.has(wall.id));
  const common = (/** @type {string} */ field) => {
    if (!chosen.length) return walls.nature.value[field];
    return chosen.every((wall) => wall[field] === chosen[0][field]) ? chosen[0][field] : undefined;
  };
  const change = (/** @type {Record<string, string>} */ fields) => {
    if (!chosen.length) walls.nature.value = fields.kind ? { kind: fields.kind } : { ...walls.nature.value, ...fields };
    for (let from = 0; from < chosen.length; from += MOST_AT_ONCE) scene.room.send("wall.update", { walls: chosen.slice(from, from + MOST_AT_ONCE).map(({ id }) => id), ...fields });
  };
  const kind = common("kind");
  return html`<section class="panel options options-form" aria-label=${t("Walls")}>
    <b>${chosen.length ? tn("{count} wall", "{count} walls", chosen.length) : t("Build")}</b>
    <${Choice} label=${t("What")} value=${kind} of=${kinds()} onChange=${(/** @type {string} */ value) => change({ kind: value })} />
    ${chosen.length > 0 && (kind === "door" || kind === "secret") && html`<${Choice} label=${t("State")} value=${common("state")} of=${states()} onChange=${(/** @type {string} */ state) => change({ state })} />`}
    <${Choice} label=${t("Side")} value=${common("direction") ?? (chosen.length ? undefined : "both")} of=${directions()} onChange=${(/** @type {string} */ direction) => change({ direction })} />
    <details><summary>${t("What it stops")}</summary><div class="options-more">
      ${[["move", t("Movement")], ["sight", t("Sight")], ["light", t("Light")], ["sound", t("Sound")]].map(([field, label]) => html`<${Choice} key=${field} label=${label} value=${common(field)} of=${stops(String(field))} onChange=${(/** @type {string} */ value) => change({ [field]: value })} />`)}</div></details>
    <label class="check"><input type="checkbox" checked=${walls.always.value} onChange=${(/** @type {any} */ event) => { walls.always.value = event.target.checked; }} />${t("Always show")}</label>
    ${chosen.length === 0 && html`<label class="check"><input type="checkbox" checked=${walls.onto.value} onChange=${(/** @type {any} */ event) => { walls.onto.value = event.target.checked; }} />${t("Begin on walls")}</label>`}
    ${chosen.length > 0 && html`<button type="button" class="btn btn-s" onClick=${() => deleteWalls(scene)}><${Icon} name="trash-2" />${t("Delete")}</button>`}
    ${chosen.length === 0 && html`<p class="options-hint">${t("Click corner by corner; Enter or a double click ends. Drag ends and walls; double-click a wall to split it; drag a box to select. Ctrl: begin on a wall. Alt: off the grid.")}</p>`}
    <${WallList} scene=${scene} />
  </section>`;
}

/** Hidden until the keyboard reaches it. @param {Props} props */
function WallList({ scene }) {
  const grid = scene.grid.value;
  const all = scene.kindHere("wall").value;
  const place = (/** @type {import("../../base/geometry.js").Point} */ point) => {
    const { col, row } = cellOf(grid, point);
    return { column: col + 1, row: row + 1 };
  };
  const names = kinds();
  return html`<div class="token-list" role="group" aria-label=${t("All walls")}><p>${tn("{count} wall", "{count} walls", all.length)}</p><ul>${all.slice(0, MOST_LISTED).map((wall) => html`<li key=${wall.id}>
    <button type="button" aria-pressed=${walls.selection.value.has(wall.id)} onClick=${() => { walls.selection.value = new Set([wall.id]); }}>${t("{kind}, column {column}, row {row}", { kind: names[/** @type {keyof typeof names} */ (wall.kind)], ...place(middleOf(wall)) })}</button></li>`)}</ul></div>`;
}

/** @param {Props} props */
export function LightOptions({ scene }) {
  const light = chosenLight(scene);
  const grid = scene.grid.value;
  const change = (/** @type {object} */ fields) => light && scene.room.send("light.update", { light: light.id, ...fields });
  const names = Object.fromEntries(presets().map(([name, label]) => [name, label]));
  const preset = (/** @type {string} */ name) => {
    lights.preset.value = name;
    change(shineOf(name, grid));
  };
  return html`<section class="panel options options-form" aria-label=${t("Lights")}>
    <b>${light ? t("This light") : t("Set up a light")}</b>
    <${Choice} label=${t("Kind")} value=${lights.preset.value} of=${names} onChange=${preset} />
    ${!light && html`<p class="options-hint">${t("Click where it stands; drag a light to move it.")}</p>`}
    ${light && html`
      <${Figure} label=${t("Bright, {unit}", { unit: grid.unit })} value=${light.bright} min="0" max="10000" step="any" onChange=${(/** @type {number} */ bright) => change({ bright })} />
      <${Figure} label=${t("Dim, {unit}", { unit: grid.unit })} value=${light.dim} min="0" max="10000" step="any" onChange=${(/** @type {number} */ dim) => change({ dim })} />
      <label>${t("Colour")}<input type="color" value=${light.colour} onChange=${(/** @type {any} */ event) => change({ colour: event.target.value })} /></label>
      <${Figure} label=${t("Strength %")} value=${light.alpha * 100} min="0" max="100" step="5" onChange=${(/** @type {number} */ value) => change({ alpha: value / 100 })} />
      <${Figure} label=${t("Angle")} value=${light.angle} min="1" max="360" step="1" onChange=${(/** @type {number} */ angle) => change({ angle })} />
      ${light.angle < 360 && html`<${Figure} label=${t("Turn")} value=${light.rotation} min="-360" max="360" step="15" onChange=${(/** @type {number} */ rotation) => change({ rotation: ((rotation % 360) + 360) % 360 })} />`}
      <label class="check"><input type="checkbox" checked=${light.on} onChange=${(/** @type {any} */ event) => change({ on: event.target.checked })} />${t("Burns")}</label>
      <label class="check"><input type="checkbox" checked=${light.walls} onChange=${(/** @type {any} */ event) => change({ walls: event.target.checked })} />${t("Stopped by walls")}</label>
      <button type="button" class="btn btn-s" onClick=${() => scene.room.send("light.delete", { light: light.id })}><${Icon} name="trash-2" />${t("Delete")}</button>`}
  </section>`;
}

/** @param {Props} props */
export function FogOptions({ scene }) {
  const { room, id } = scene;
  const { fog: covered, vision } = scene.scene.value ?? {};
  const reset = async () => {
    if (await room.confirm(t("Take away all fog strokes of this scene?"), t("Reset"))) room.send("fog.reset", { scene: id.value, explored: false });
  };
  const forget = async () => {
    if (await room.confirm(t("Let the players forget what they explored of this scene, and take away all fog strokes?"), t("Forget"), t("What was explored does not come back."))) room.send("fog.reset", { scene: id.value, explored: true });
  };
  return html`<section class="panel options options-form" aria-label=${t("Fog")}>
    <${Segments} label=${t("What the stroke does")} value=${fog.mode.value} of=${{ reveal: t("Reveal"), hide: t("Hide") }} onChange=${(/** @type {any} */ mode) => { fog.mode.value = mode; }} />
    <${Segments} label=${t("Shape")} value=${fog.kind.value} of=${{ rect: t("Rectangle"), polygon: t("Polygon"), brush: t("Brush"), circle: t("Circle") }} onChange=${(/** @type {any} */ kind) => { fog.kind.value = kind; }} />
    ${fog.kind.value === "brush" && html`<label>${t("Size")}<input type="range" min="0.5" max="8" step="0.5" value=${fog.size.value} onInput=${(/** @type {any} */ event) => { fog.size.value = event.target.valueAsNumber; }} /></label>`}
    <label class="check"><input type="checkbox" checked=${fog.cutByWalls.value} onChange=${(/** @type {any} */ event) => { fog.cutByWalls.value = event.target.checked; }} />${t("Up to walls")}</label>
    <button type="button" class="btn btn-s" onClick=${reset}>${t("Reset")}</button>
    <button type="button" class="btn btn-s" onClick=${forget}>${t("Forget explored")}</button>
    ${!covered && vision === "none" && html`<p class="options-hint">${t("Players see all of this scene: strokes count once it is covered.")} <button type="button" class="btn btn-s" onClick=${() => room.send("scene.update", { scene: id.value, fog: true })}>${t("Cover all of it")}</button></p>`}
    <p class="options-hint">${t("Ctrl-click takes a stroke in hand: drag its points, Ctrl-click adds one, Shift-click takes one away, Delete all of it.")}</p>
  </section>`;
}
