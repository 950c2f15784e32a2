/** One pad: its name, looks, key, and how it sounds. */
import { html, useSignal } from "../../vendor/ui.js";
import { chordOf, written } from "../../base/chords.js";
import { t } from "../../base/i18n.js";
import { Dialog, Field, Icon } from "../../base/parts.js";
import { GROUPS } from "../mix.js";
import { groupName } from "../words.js";
import { Slider } from "./slider.js";

export const PAD_COLOURS = ["#f2b44b", "#5ec2b0", "#e5604d", "#9b7ede", "#6fa8dc", "#8fbf6a", "#d98cb3", "#a79fb0"];
export const PAD_ICONS = ["music", "volume-2", "zap", "flame", "cloud-rain", "wind", "waves", "droplets", "bell", "door-open", "swords", "skull", "ghost", "bird", "drum", "megaphone", "sparkles", "crown", "heart", "moon", "mountain"];

/** @param {{sound: import("../page.js").TableSound, pad: any, onClose: () => void}} props */
export function PadDialog({ sound: { room, pads }, pad, onClose }) {
  const draft = useSignal({ name: pad.name, hotkey: pad.hotkey, colour: pad.colour, icon: pad.icon, volume: pad.volume, loop: pad.loop, random_start: pad.random_start, group: pad.group });
  const change = (/** @type {object} */ fields) => { draft.value = { ...draft.value, ...fields }; };
  const { value } = draft;
  const rival = value.hotkey && pads.value.find((other) => other.id !== pad.id && other.hotkey === value.hotkey);
  const key = (/** @type {KeyboardEvent} */ event) => {
    const chord = chordOf(event) ?? "";
    const cleared = chord === "Backspace" || chord === "Delete";
    if (!cleared && chord.length !== 1) return;
    event.preventDefault();
    change({ hotkey: cleared ? "" : chord });
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await room.send("pad.update", { pad: pad.id, ...value, name: value.name.trim() })) onClose();
  };
  const remove = async () => {
    onClose();
    if (await room.confirm(t("Delete the pad {name}?", { name: pad.name }), t("Delete"), t("The sound stays in your library."))) room.send("pad.delete", { pad: pad.id });
  };
  return html`<${Dialog} title=${t("Pad {name}", { name: pad.name })} onClose=${onClose}><form class="stack" onSubmit=${save}>
    <p class="small quiet row-s"><${Icon} name="music" />${pad.track.name}</p>
    <${Field} label=${t("Name")}><input required maxlength="40" autocomplete="off" value=${value.name} onInput=${(/** @type {any} */ event) => change({ name: event.target.value })} /><//>
    <${Field} label=${t("Key")} help=${rival ? t("{name} has this key too: it is the first of them that sounds.", { name: rival.name }) : t("Press a letter, digit or sign here; Backspace takes it away. It goes before what the key does on the map.")}>
      <input readonly value=${written(value.hotkey ?? "")} placeholder=${t("none")} data-hotkey onKeyDown=${key} /><//>
    <fieldset class="pad-looks"><legend>${t("Colour")}</legend>${PAD_COLOURS.map((colour, at) => html`<label key=${colour} class="pad-colour" style=${{ "--pad": colour }}><input type="radio" name="colour" class="visually-hidden" checked=${value.colour === colour} aria-label=${t("Colour {number}", { number: at + 1 })} onChange=${() => change({ colour })} /></label>`)}</fieldset>
    <fieldset class="pad-looks"><legend>${t("Sign")}</legend>${PAD_ICONS.map((icon) => html`<label key=${icon} class="pad-icon"><input type="radio" name="icon" class="visually-hidden" checked=${value.icon === icon} aria-label=${icon.replaceAll("-", " ")} onChange=${() => change({ icon })} /><${Icon} name=${icon} /></label>`)}</fieldset>
    <${Slider} label=${t("Volume of the pad")} words=${t("Volume")} value=${value.volume} onInput=${(/** @type {number} */ volume) => change({ volume })} />
    <${Field} label=${t("Belongs to")}><select value=${value.group} onChange=${(/** @type {any} */ event) => change({ group: event.target.value })}>${GROUPS.map((group) => html`<option value=${group}>${groupName(group)}</option>`)}</select><//>
    <label class="check"><input type="checkbox" checked=${value.loop} onChange=${(/** @type {any} */ event) => change({ loop: event.target.checked })} />${t("Goes round until it is pressed again")}</label>
    ${value.loop && html`<label class="check"><input type="checkbox" checked=${value.random_start} onChange=${(/** @type {any} */ event) => change({ random_start: event.target.checked })} />${t("Begins anywhere in the sound")}</label>`}
    <div class="dialog-actions"><button type="button" class="btn btn-danger" onClick=${remove}>${t("Delete …")}</button>
      <button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button><button class="btn btn-primary" disabled=${!value.name.trim()}>${t("Save")}</button></div>
  </form><//>`;
}
