/** The overlay behind `?`: every key, from the list that the keyboard itself uses; find one, give it another key. */
import { html, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { on } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { Dialog, IconButton } from "../../base/parts.js";
import { chordOf, written } from "../../base/chords.js";
import { conflicts, keysOf, remapped } from "./keymap.js";
import { changeKeymap, keymap } from "./keymap_here.js";

/** @typedef {import("../commands.js").Command} Command */

/** @param {{commands: Command[], onClose: () => void}} props */
export function Shortcuts({ commands, onClose }) {
  const words = useSignal("");
  const asking = useSignal("");
  const clash = useSignal(/** @type {{command: Command, chord: string, with: string} | null} */ (null));
  const groups = { view: t("View"), tokens: t("Tokens"), tools: t("Tools"), panels: t("Panels") };
  const offered = commands.filter((command) => command.allowed?.() ?? true);
  const wanted = words.value.trim().toLowerCase();
  const found = offered.filter((command) => `${command.label} ${shownKeys(command)}`.toLowerCase().includes(wanted));

  const listening = useRef(() => {});
  const stop = () => {
    listening.current();
    listening.current = () => {};
    asking.value = "";
  };
  useEffect(() => () => listening.current(), []);

  /** The next key is for this command. @param {Command} command */
  const ask = (command) => {
    stop();
    clash.value = null;
    asking.value = command.name;
    /* Before the dialog hears of it: Escape shall end the question, not the dialog. */
    listening.current = on(window, "keydown", (event) => {
      const chord = chordOf(event);
      event.preventDefault();
      event.stopPropagation();
      if (!chord) return;
      stop();
      if (chord === "Escape") return;
      const rivals = conflicts(commands, keymap.value, command, chord);
      if (rivals.length) clash.value = { command, chord, with: rivals.map((one) => one.label).join("; ") };
      else changeKeymap(remapped(commands, keymap.value, command, chord));
    }, { capture: true });
  };

  const take = () => {
    if (clash.value) changeKeymap(remapped(commands, keymap.value, clash.value.command, clash.value.chord));
    clash.value = null;
  };
  const reset = (/** @type {Command} */ command) => {
    const { [command.name]: _gone, ...rest } = keymap.value;
    changeKeymap(rest);
  };
  const line = (/** @type {Command} */ command) => html`<li key=${command.name}>
    ${command.fixed || !command.keys.length ? html`<kbd>${command.shown}</kbd>` : html`<button type="button" class="key" aria-pressed=${asking.value === command.name} aria-label=${t("{label}: {keys}. Give it another key", { label: command.label, keys: shownKeys(command) })} onClick=${() => ask(command)}>${asking.value === command.name ? t("press a key …") : html`<kbd>${shownKeys(command)}</kbd>`}</button>`}
    <span class="grow">${command.label}</span>
    ${keymap.value[command.name] && html`<${IconButton} icon="undo-2" label=${t("As it was: {keys}", { keys: command.shown })} onClick=${() => reset(command)} />`}</li>`;
  return html`<${Dialog} title=${t("Keys and mouse")} onClose=${onClose} wide><div class="stack">
    <div class="row"><label class="grow"><span class="visually-hidden">${t("Find a key")}</span><input type="search" placeholder=${t("Find a key")} value=${words.value} onInput=${(/** @type {any} */ event) => { words.value = event.target.value; }} /></label>
      <button type="button" class="btn btn-s" disabled=${!Object.keys(keymap.value).length} onClick=${() => changeKeymap({})}>${t("All as they were")}</button></div>
    <p class="small quiet">${t("Press a key's button, then the new key. It is kept in this browser. Keys are not read while you write.")}</p>
    ${clash.value && html`<p class="alert" role="alert">${t("{key} is the key of: {commands}.", { key: written(clash.value.chord), commands: clash.value.with })}
      <button type="button" class="btn btn-s" onClick=${take}>${t("Take it from there")}</button> <button type="button" class="btn btn-s btn-quiet" onClick=${() => { clash.value = null; }}>${t("Leave it")}</button></p>`}
    <div class="key-list">
      ${Object.entries(groups).map(([group, title]) => {
        const lines = found.filter((command) => command.group === group);
        return lines.length > 0 && html`<section key=${group}><h3>${title}</h3><ul>${lines.map(line)}</ul></section>`;
      })}
      ${!wanted && html`<section><h3>${t("Mouse and touch")}</h3><ul>${pointer().map(([how, what]) => html`<li key=${how}><kbd>${how}</kbd><span class="grow">${what}</span></li>`)}</ul></section>`}
    </div>
    ${found.length === 0 && html`<p class="quiet">${t("No key does that.")}</p>`}
  </div><//>`;
}

/** @param {Command} command */
function shownKeys(command) {
  return keymap.value[command.name] ? keysOf(command, keymap.value).map(written).join(", ") || t("none") : command.shown;
}

const pointer = () => [
  [t("Wheel, two fingers"), t("zoom where the pointer is")],
  [t("Right or middle drag, Space and drag"), t("move the view")],
  [t("Drag on empty ground"), t("select all inside; Shift adds")],
  [t("Alt while dragging"), t("put a token down freely, off the grid")],
  [t("Shift and wheel"), t("turn the selected tokens")],
  [t("Double click, or hold on a phone"), t("what is known of a token")],
  [t("Hold the button"), t("point at a place")],
];
