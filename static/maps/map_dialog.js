/** One map: its picture with the grid drawn over it, name, folder, grid, and how it lies when placed. */
import { html, useEffect, useSignal } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Dialog, Field } from "../base/parts.js";
import { PlaceSelect } from "../base/library/folder_dialog.js";
import { megabytes, tagsFrom } from "../base/library/paths.js";
import { TagField } from "../base/library/picked.js";

const GRIDS = () => ({
  square: t("squares"), hex_pointy_odd: t("hexagons, pointy, odd rows shifted"), hex_pointy_even: t("hexagons, pointy, even rows shifted"),
  hex_flat_odd: t("hexagons, flat, odd columns shifted"), hex_flat_even: t("hexagons, flat, even columns shifted"), none: t("no grid"),
});

/** What the import left out, one sentence each. @param {string} what @param {number} count */
function leftOut(what, count) {
  const words = {
    walls_zero_length: tn("{count} wall without length was left out.", "{count} walls without length were left out.", count),
    walls_outside: tn("{count} wall outside the picture was left out.", "{count} walls outside the picture were left out.", count),
    doors_zero_length: tn("{count} door without length was left out.", "{count} doors without length were left out.", count),
    doors_outside: tn("{count} door outside the picture was left out.", "{count} doors outside the picture were left out.", count),
    doors_without_ends: tn("{count} door without two ends was left out.", "{count} doors without two ends were left out.", count),
    lights_outside: tn("{count} light that does not reach the picture was left out.", "{count} lights that do not reach the picture were left out.", count),
    lights_without_range: tn("{count} light without range was left out.", "{count} lights without range were left out.", count),
    colours_unknown: tn("{count} colour was not understood and is white.", "{count} colours were not understood and are white.", count),
    picture_scaled: t("The picture has another size than the file says; walls and lights were fitted to it."),
  };
  return words[/** @type {keyof typeof words} */ (what)] ?? "";
}

/** The thumbnail under the lines of a square grid. @param {{map: any, grid: any}} props */
function Preview({ map, grid }) {
  const lines = grid.type === "square" && map.width / grid.size < 200;
  const thin = Math.max(map.width, map.height) / 600;
  return html`<svg viewBox=${`0 0 ${map.width} ${map.height}`} role="img" aria-label=${t("The map {name} with its grid", { name: map.name })}>
    <image href=${map.thumbnail} width=${map.width} height=${map.height} preserveAspectRatio="none" />
    ${lines && html`<pattern id="cells" patternUnits="userSpaceOnUse" x=${grid.offset_x} y=${grid.offset_y} width=${grid.size} height=${grid.size_y}>
      <path d=${`M ${grid.size} 0 H 0 V ${grid.size_y}`} fill="none" stroke="currentColor" stroke-width=${thin} opacity="0.7" /></pattern>
    <rect width=${map.width} height=${map.height} fill="url(#cells)" />`}
  </svg>`;
}

/** @param {{label: string, value: number, min?: number, max?: number, onInput: (value: number) => void}} props */
function Number_({ label, value, min, max, onInput }) {
  const change = (/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && onInput(event.target.valueAsNumber);
  return html`<${Field} label=${label}><input type="number" step="any" min=${min} max=${max} required value=${Math.round(value * 100) / 100} onInput=${change} /><//>`;
}

/** Where it lies, in the rooms that one leads. @param {{library: import("../base/library/store.js").Library, map: any}} props */
function Usage({ library, map }) {
  const rooms = useSignal(/** @type {any[]} */ ([]));
  useEffect(() => { library.usage(map.id).then((usage) => { rooms.value = usage.rooms; }, () => undefined); }, []);
  const names = rooms.value.flatMap((room) => room.scenes.map((/** @type {any} */ scene) => t("{scene} ({room})", { scene: scene.name, room: room.name })));
  return html`<p class="small">${tn("It lies in {count} scene", "It lies in {count} scenes", map.scenes)}${names.length ? `: ${names.join(", ")}` : ""}</p>`;
}

/** @param {{library: import("../base/library/store.js").Library, item: any}} props */
export function MapDialog({ library, item: map }) {
  const name = useSignal(map.name);
  const folder = useSignal(map.folder);
  const grid = useSignal(map.grid);
  const placement = useSignal(map.placement);
  const tags = useSignal(map.tags.join(", "));
  const close = () => library.open(library.folder.value);
  const change = (/** @type {any} */ what, /** @type {object} */ fields) => { what.value = { ...what.value, ...fields }; };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const fields = { name: name.value.trim(), folder: folder.value, grid: grid.value, placement: placement.value, tags: tagsFrom(tags.value) };
    if (await library.changeItem(map.id, fields)) close();
  };
  const remove = async () => {
    const used = map.scenes ? tn("It lies in {count} scene and is taken off it.", "It lies in {count} scenes and is taken off them.", map.scenes) : t("No scene uses it.");
    close();
    if (await library.notices.confirm(t("Delete the map {name}? {used}", { name: map.name, used }), t("Delete"))) library.deleteItem(map.id);
  };
  const columns = Math.round((map.width / grid.value.size) * 10) / 10;
  const rows = Math.round((map.height / grid.value.size_y) * 10) / 10;
  return html`<${Dialog} title=${map.name} onClose=${close} wide>
    <form class="stack" onSubmit=${save}>
      <${Preview} map=${map} grid=${grid.value} />
      <p class="row-s"><span class="chip">${map.width} × ${map.height} px</span><span class="chip">${megabytes(map.size)} MB</span>
        ${grid.value.type !== "none" && html`<span class="chip">${t("{columns} × {rows} cells", { columns, rows })}</span>`}
        ${map.source === "uvtt" && html`<span class="chip">${t("{walls} walls, {doors} doors, {lights} lights", { walls: map.has.walls + map.has.object_walls, doors: map.has.doors, lights: map.has.lights })}</span>`}
        <a class="push small" href=${map.picture} target="_blank" rel="noopener">${t("Open the picture")}</a></p>
      ${Object.entries(map.report ?? {}).map(([what, count]) => html`<p key=${what} class="alert alert-note">${leftOut(what, /** @type {number} */ (count))}</p>`)}
      <div class="grid">
        <${Field} label=${t("Name")}><input required maxlength="120" autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
        <${Field} label=${t("Lies in")}><${PlaceSelect} library=${library} value=${folder.value} onChange=${(/** @type {string | null} */ id) => { folder.value = id; }} /><//>
      </div>
      <${TagField} library=${library} label=${t("Tags, separated by commas")} value=${tags.value} onInput=${(/** @type {string} */ text) => { tags.value = text; }} />
      ${map.scenes > 0 && html`<${Usage} library=${library} map=${map} />`}
      ${map.media !== "picture" && html`<p class="alert">${t("Not secret: a moving picture is sent to players as a whole, as soon as it is shown. Fog and walls cover it on their screens, but somebody who knows how can look at all of it.")}</p>`}
      <fieldset><legend>${t("Grid")}</legend><div class="grid">
        <${Field} label=${t("Kind")}><select value=${grid.value.type} onChange=${(/** @type {any} */ event) => change(grid, { type: event.target.value })}>
          ${Object.entries(GRIDS()).map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}</select><//>
        <${Number_} label=${t("Cell width, px")} min=${2} max=${10000} value=${grid.value.size} onInput=${(/** @type {number} */ size) => change(grid, { size })} />
        <${Number_} label=${t("Cell height, px")} min=${2} max=${10000} value=${grid.value.size_y} onInput=${(/** @type {number} */ size_y) => change(grid, { size_y })} />
        <${Number_} label=${t("Offset x, px")} value=${grid.value.offset_x} onInput=${(/** @type {number} */ offset_x) => change(grid, { offset_x })} />
        <${Number_} label=${t("Offset y, px")} value=${grid.value.offset_y} onInput=${(/** @type {number} */ offset_y) => change(grid, { offset_y })} />
      </div></fieldset>
      <fieldset><legend>${t("When it is placed on a scene")}</legend><div class="grid">
        <${Number_} label=${t("Place x, px")} value=${placement.value.x} onInput=${(/** @type {number} */ x) => change(placement, { x })} />
        <${Number_} label=${t("Place y, px")} value=${placement.value.y} onInput=${(/** @type {number} */ y) => change(placement, { y })} />
        <${Number_} label=${t("Scale")} min=${0.01} max=${100} value=${placement.value.scale} onInput=${(/** @type {number} */ scale) => change(placement, { scale })} />
        <${Number_} label=${t("Rotation, degrees")} min=${-360} max=${360} value=${placement.value.rotation} onInput=${(/** @type {number} */ rotation) => change(placement, { rotation })} />
        <label class="check"><input type="checkbox" checked=${placement.value.hidden} onChange=${(/** @type {any} */ event) => change(placement, { hidden: event.target.checked })} />${t("Hidden from the players")}</label>
      </div></fieldset>
      <div class="dialog-actions">
        <button type="button" class="btn btn-danger" onClick=${remove}>${t("Delete …")}</button>
        <button type="button" class="btn btn-quiet push" onClick=${close}>${t("Cancel")}</button>
        <button class="btn btn-primary" disabled=${!name.value.trim()}>${t("Save")}</button>
      </div>
    </form><//>`;
}
