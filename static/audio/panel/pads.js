/** The soundboard: a button for each sound that must come at once, by hand or by a key. */
import { html, useSignal } from "../../vendor/ui.js";
import { written } from "../../base/chords.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { shift } from "../order.js";
import { groupName } from "../words.js";
import { Finder } from "./finder.js";
import { PadDialog } from "./pad_dialog.js";

const PADS_MAX = 64;
const DRAG = "application/x-dreamtable-pad";

/** @param {{sound: import("../page.js").TableSound}} props */
export function Pads({ sound }) {
  const { room, pads, engine } = sound;
  const changing = useSignal(false);
  const edited = useSignal(/** @type {string | null} */ (null));
  const finding = useSignal(false);
  const all = pads.value;
  const one = all.find((pad) => pad.id === edited.value);
  const sounding = new Set(engine.sounds.value.map((/** @type {any} */ each) => each.pad).filter(Boolean));
  const order = (/** @type {string[]} */ ids) => room.send("pad.order", { pads: ids });
  const add = async (/** @type {any} */ track) => room.send("pad.create", { track: track.id });
  return html`<section class="stack" aria-label=${t("Soundboard")}>
    <div class="row-s">
      <button type="button" class="btn btn-primary" disabled=${all.length >= PADS_MAX} onClick=${() => { finding.value = true; }}><${Icon} name="plus" />${t("New pad")}</button>
      <span class="grow" />
      ${all.length > 0 && html`<button type="button" class="btn" aria-pressed=${changing.value} onClick=${() => { changing.value = !changing.value; }}><${Icon} name=${changing.value ? "check" : "pencil"} />${changing.value ? t("Done") : t("Change")}</button>`}</div>
    ${changing.value && html`<p class="small quiet">${t("Press a pad to change it; drag it, or press Alt with an arrow key, to move it.")}</p>`}
    ${all.length ? html`<ul class="pads">${all.map((pad) => html`<${PadButton} key=${pad.id} pad=${pad} changing=${changing.value} sounds=${sounding.has(pad.id)}
        onPress=${() => (changing.value ? (edited.value = pad.id) : room.send("pad.press", { pad: pad.id }))}
        onMove=${(/** @type {-1 | 1} */ by) => order(shift(all.map((each) => each.id), pad.id, by))}
        onDropped=${(/** @type {string} */ dragged) => order(shift(all.map((each) => each.id), dragged, all.indexOf(pad) - all.findIndex((each) => each.id === dragged)))} />`)}</ul>`
      : html`<div class="empty"><${Icon} name="layout-grid" /><h3>${t("No pads yet")}</h3><p>${t("A pad plays a sound at one press: thunder, a door, a scream. Choose a sound for the first one.")}</p></div>`}
    ${finding.value && html`<${Finder} sound=${sound} title=${t("A pad for …")} verb=${t("Add a pad")} onPick=${add} onClose=${() => { finding.value = false; }} />`}
    ${one && html`<${PadDialog} key=${one.id} sound=${sound} pad=${one} onClose=${() => { edited.value = null; }} />`}
  </section>`;
}

/** @param {{pad: any, changing: boolean, sounds: boolean, onPress: () => void, onMove: (by: -1 | 1) => void, onDropped: (id: string) => void}} props */
function PadButton({ pad, changing, sounds, onPress, onMove, onDropped }) {
  const over = useSignal(false);
  const key = (/** @type {KeyboardEvent} */ event) => {
    const by = changing && event.altKey ? { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key] : undefined;
    if (!by) return;
    event.preventDefault();
    onMove(/** @type {-1 | 1} */ (by));
  };
  const dragOver = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes(DRAG)) return;
    event.preventDefault();
    over.value = true;
  };
  const drop = (/** @type {DragEvent} */ event) => {
    over.value = false;
    const dragged = event.dataTransfer?.getData(DRAG);
    if (!dragged || dragged === pad.id) return;
    event.preventDefault();
    onDropped(dragged);
  };
  const words = [pad.name, pad.hotkey && t("key {key}", { key: written(pad.hotkey) }), sounds && t("sounds")].filter(Boolean).join(", ");
  return html`<li data-over=${over.value} onDragOver=${dragOver} onDragLeave=${() => { over.value = false; }} onDrop=${drop}>
    <button type="button" class="pad" style=${{ "--pad": pad.colour }} data-pad=${pad.id} data-sounds=${sounds} draggable=${changing} aria-label=${changing ? t("Change the pad {name}", { name: pad.name }) : words}
      aria-keyshortcuts=${pad.hotkey || undefined} title=${`${pad.name} · ${groupName(pad.group)}`} onClick=${onPress} onKeyDown=${key}
      onDragStart=${(/** @type {DragEvent} */ event) => event.dataTransfer?.setData(DRAG, pad.id)}>
      <${Icon} name=${changing ? "pencil" : pad.icon || "music"} /><span class="pad-name">${pad.name}</span>
      ${pad.hotkey && html`<kbd aria-hidden="true" data-key=${written(pad.hotkey)} />`}
      ${pad.loop && html`<span class="pad-loop"><${Icon} name="repeat" /></span>`}</button></li>`;
}
