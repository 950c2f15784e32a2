/** Options of the tool of sounds: which sound, how far, how loud, who hears it now; and a list for who works by keys. */
import { html } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { Finder } from "../../audio/panel/finder.js";
import { cellOf } from "../grid.js";
import { Figure } from "../vision/options.js";
import { barriersOf, heardAt } from "./arrival.js";
import { placeInTheMiddle } from "./emitter_tool.js";
import { change, chosenEmitter, emitters, emittersOf, perUnit, place, remove } from "./emitters.js";
import { earsInWords, listens, listenToPlaces } from "./own_ears.js";

/** @typedef {{scene: import("../model.js").Scene}} Props */

/** @param {Props} props */
export function EmitterOptions({ scene }) {
  const one = chosenEmitter(scene);
  const choose = () => { emitters.choosing.value = { place: null }; };
  const name = one?.track.name ?? emitters.track.value?.name ?? t("Choose a sound");
  return html`<section class="panel options options-form emitter-options" aria-label=${t("Sounds of places")}>
      <b>${one ? t("This sound") : t("A sound from a place")}</b>
      <button type="button" class="btn btn-s emitter-track" aria-label=${t("Sound: {name}. Choose another", { name })} onClick=${choose}><${Icon} name="music" /><span class="truncate">${name}</span></button>
      ${one ? html`<${Chosen} scene=${scene} one=${one} />`
        : html`<button type="button" class="btn btn-s" onClick=${() => placeInTheMiddle(scene)}><${Icon} name="plus" />${t("Place in the middle")}</button>
          <p class="options-hint">${t("Click where it sounds, or drag to say how far it is heard. Drag one to move it, its ring to hear it further. Alt: off the grid.")}</p>`}
      <${OwnEars} scene=${scene} />
      <${EmitterList} scene=${scene} />
    </section>
    ${emitters.choosing.value && html`<${Choice} scene=${scene} one=${one} />`}`;
}

/** @param {Props & {one: any}} props */
function Chosen({ scene, one }) {
  const { unit } = scene.grid.value;
  const set = (/** @type {Record<string, any>} */ fields) => change(scene, one.id, fields);
  const turn = (/** @type {any} */ event) => { emitters.carried.value = { id: one.id, volume: event.target.valueAsNumber / 100 }; };
  const percent = Math.round(one.volume * 100);
  return html`<${Figure} label=${t("Heard as far as, {unit}", { unit })} value=${one.radius} min="0.01" max="10000" step="any" onChange=${(/** @type {number} */ radius) => set({ radius })} />
    <label>${t("Volume")}<input type="range" min="0" max="100" step="5" value=${percent} aria-valuetext=${`${percent} %`} onInput=${turn} onChange=${(/** @type {any} */ event) => set({ volume: event.target.valueAsNumber / 100 })} /></label>
    <label class="check"><input type="checkbox" checked=${one.on} onChange=${(/** @type {any} */ event) => set({ on: event.target.checked })} />${t("Sounds")}</label>
    <label class="check"><input type="checkbox" checked=${one.walls} onChange=${(/** @type {any} */ event) => set({ walls: event.target.checked })} />${t("Muffled by walls")}</label>
    <button type="button" class="btn btn-s" onClick=${() => remove(scene)}><${Icon} name="trash-2" />${t("Delete")}</button>
    <p class="emitter-words" role="status">${hearersInWords(scene, one)}</p>`;
}

/** Which of the players' tokens hear it where they stand now. @param {import("../model.js").Scene} scene @param {any} one */
export function hearersInWords(scene, one) {
  if (!one.on) return t("It is turned off: nobody hears it.");
  const barriers = barriersOf(scene.kindHere("wall").value);
  const hearers = scene.tokens.value.flatMap((token) => {
    if (token.hidden || !token.owners?.length) return [];
    const arrives = heardAt(one, [token], perUnit(scene), barriers);
    if (!arrives) return [];
    const words = { name: token.name || t("a token without a name"), percent: Math.max(1, Math.round(arrives.gain * 100)) };
    return [arrives.muffle > 0 ? t("{name} {percent} % through walls", words) : t("{name} {percent} %", words)];
  });
  const list = hearers.length ? t("Heard by: {list}.", { list: hearers.join(", ") }) : t("No player's token hears it where it stands.");
  return scene.scene.value?.active ? list : `${list} ${t("Players hear nothing of a scene that is not on the table.")}`;
}

/** @param {Props} props */
function OwnEars({ scene }) {
  return html`<div class="emitter-ears"><label class="check"><input type="checkbox" checked=${listens.value} onChange=${(/** @type {any} */ event) => listenToPlaces(event.target.checked)} />${t("Hear them myself")}</label>
    ${listens.value && html`<p class="emitter-words" role="status">${earsInWords(scene)}</p>`}</div>`;
}

/** For instance "Fire, heard 40 ft far, column 4, row 2, turned off". @param {any} one @param {import("../grid.js").Grid} grid */
export function describeEmitter(one, grid) {
  const { col, row } = cellOf(grid, one);
  const words = [one.track.name, t("heard {radius} {unit} far", { radius: Math.round(one.radius * 100) / 100, unit: grid.unit }), t("column {col}, row {row}", { col: col + 1, row: row + 1 })];
  if (!one.on) words.push(t("turned off"));
  return words.join(", ");
}

/** Hidden until the keyboard reaches it, as the list of walls is. @param {Props} props */
function EmitterList({ scene }) {
  const all = emittersOf(scene);
  return html`<div class="token-list" role="group" aria-label=${t("All sounds of places")}><p>${all.length ? tn("{count} sound", "{count} sounds", all.length) : t("None yet: choose a sound, then place it.")}</p><ul>${all.map((one) => html`<li key=${one.id}>
    <button type="button" aria-pressed=${emitters.selected.value === one.id} onClick=${() => { emitters.selected.value = one.id; }}>${describeEmitter(one, scene.grid.value)}</button></li>`)}</ul></div>`;
}

/** @param {Props & {one: any}} props */
function Choice({ scene, one }) {
  const asked = emitters.choosing.value;
  const pick = async (/** @type {any} */ track) => {
    emitters.track.value = { id: track.id, name: track.name };
    if (asked?.place) await place(scene, asked.place);
    else if (one) await change(scene, one.id, { track: track.id });
  };
  return html`<${Finder} sound=${{ room: scene.room }} title=${asked?.place ? t("Which sound comes from here?") : t("Choose a sound")} verb=${t("Take")} once onPick=${pick} onClose=${() => { emitters.choosing.value = null; }} />`;
}
