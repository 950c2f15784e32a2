/** Lines kept at hand: a bar of buttons, the first five on the keys 1 to 5, and the dialog that changes them. */
import { html, signal, useEffect, useSignal } from "../../vendor/ui.js";
import { get, patch, post, remove } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Dialog, Field, Icon, IconButton } from "../../base/parts.js";
import { splitCommands } from "../chat/commands.js";
import { askPrompts } from "./prompts.js";
import { hear } from "./verify.js";

/** @typedef {{id: string, name: string, text: string, order: number}} Macro */

const ON_KEYS = 5;
const MOST = 50;

const macros = signal(/** @type {Macro[]} */ ([]));
/** @typedef {{room: import("../store.js").Room, say: (text: string) => void}} Bar */
/** @type {Bar | null} what is shown; `say` speaks to whom the line to write is for */
let shown = null;

/** @param {import("../store.js").Room} room */
const address = (room) => `${room.page.api}/rooms/${room.page.room.id}/macros`;

/** @param {import("../store.js").Room} room */
async function load(room) {
  const { data } = await get(`${address(room)}?per_page=${MOST}`);
  if (shown?.room === room) macros.value = data;
}

/** Runs the macro on key `number`. @param {number} number from 1 @returns {boolean} false when there is none */
export function runMacro(number) {
  const macro = macros.value[number - 1];
  if (!shown || !macro) return false;
  run(shown, macro);
  return true;
}

/** Says lines as a macro does, from any other panel. @param {string} text */
export function runText(text) {
  if (shown) run(shown, { text });
}

/** What is put in place of words in a line, by who knows them: a scene, who is selected. @type {((text: string) => string)[]} */
export const fillers = [];

/** @param {Bar} bar @param {{text: string}} macro */
async function run({ say }, macro) {
  const text = await askPrompts(fillers.reduce((line, fill) => fill(line), macro.text));
  if (text === null) return;
  for (const line of splitCommands(text)) say(line);
}

/** @param {Bar} props */
export function MacroBar({ room, say }) {
  const editing = useSignal(false);
  const about = room.kind("room").value[room.page.room.id];
  const own = Object.values(room.kind("dice").value)[0];
  useEffect(() => {
    shown = { room, say };
    load(room).catch(() => {}); /* without macros the bar offers to write one, which then says what is wrong */
    return () => { shown = null; };
  }, [room, say]);
  useEffect(() => {
    hear(about?.commitment);
    hear(own?.commitment);
  }, [about?.commitment, own?.commitment]);
  if (!room.may("rooms.say")) return null;
  return html`<div class="macro-bar" role="toolbar" aria-label=${t("Macros")}>
    ${macros.value.map((macro, at) => html`<button key=${macro.id} type="button" class="macro" title=${macro.text} aria-keyshortcuts=${at < ON_KEYS ? String(at + 1) : undefined} onClick=${() => run({ room, say }, macro)}>
      ${at < ON_KEYS && html`<kbd aria-hidden="true">${at + 1}</kbd>`}<span class="truncate">${macro.name}</span></button>`)}
    <button type="button" class="macro macro-edit" onClick=${() => { editing.value = true; }}>${macros.value.length
      ? html`<${Icon} name="pencil" class="icon-s" /><span class="visually-hidden">${t("Change the macros")}</span>`
      : html`<${Icon} name="plus" class="icon-s" />${t("Keep a roll at hand")}`}</button>
    ${editing.value && html`<${MacroDialog} room=${room} onClose=${() => { editing.value = false; }} />`}
  </div>`;
}

/** @param {{room: import("../store.js").Room, onClose: () => void}} props */
function MacroDialog({ room, onClose }) {
  const edited = useSignal(/** @type {Macro | "new" | null} */ (macros.value.length ? null : "new"));
  const change = async (/** @type {() => Promise<any>} */ what) => {
    try {
      await what();
      await load(room);
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  const drop = async (/** @type {Macro} */ macro) => {
    if (await room.confirm(t("Delete “{name}”?", { name: macro.name }), t("Delete"))) change(() => remove(`${address(room)}/${macro.id}`));
  };
  return html`<${Dialog} title=${t("Macros")} onClose=${onClose}>
    ${edited.value
      ? html`<${MacroForm} room=${room} macro=${edited.value === "new" ? null : edited.value} onDone=${() => { edited.value = null; }} />`
      : html`<ul class="list">${macros.value.map((macro, at) => html`<li key=${macro.id}>
          <span class="grow stack-s macro-words"><strong class="truncate">${macro.name}</strong><code class="small truncate">${macro.text}</code></span>
          <${IconButton} icon="chevron-down" class="btn-quiet btn-s icon-up" label=${t("Move {name} up", { name: macro.name })} disabled=${at === 0} onClick=${() => change(() => patch(`${address(room)}/${macro.id}`, { order: at - 1 }))} />
          <${IconButton} icon="pencil" class="btn-quiet btn-s" label=${t("Change {name}", { name: macro.name })} onClick=${() => { edited.value = macro; }} />
          <${IconButton} icon="trash-2" class="btn-quiet btn-s" label=${t("Delete {name}", { name: macro.name })} onClick=${() => drop(macro)} />
        </li>`)}</ul>
        <p class="small quiet">${t("The first five are on the keys 1 to 5 while the map has the focus.")}</p>
        <div class="dialog-actions"><button type="button" class="btn btn-primary" disabled=${macros.value.length >= MOST} onClick=${() => { edited.value = "new"; }}><${Icon} name="plus" />${t("New macro")}</button></div>`}
  <//>`;
}

/** @param {{room: import("../store.js").Room, macro: Macro | null, onDone: () => void}} props */
function MacroForm({ room, macro, onDone }) {
  const name = useSignal(macro?.name ?? "");
  const text = useSignal(macro?.text ?? "/roll ");
  const errors = useSignal(/** @type {Record<string, string[]>} */ ({}));
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation(); /* the bar stands in the form of the line to write */
    const given = { name: name.value.trim(), text: text.value.trim() };
    try {
      await (macro ? patch(`${address(room)}/${macro.id}`, given) : post(address(room), given));
      await load(room);
      onDone();
    } catch (error) {
      const { fields, message } = /** @type {import("../../base/http.js").RestError} */ (error);
      errors.value = Object.keys(fields ?? {}).length ? fields : { text: [message] };
    }
  };
  return html`<form class="stack-s" onSubmit=${save}>
    <${Field} label=${t("Name")} errors=${errors.value.name}><input maxlength="40" required autofocus value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
    <${Field} label=${t("What is sent")} help=${t("As in the line to write, for instance /roll 1d20 + ?{Bonus|5} # Attack. Several lines of commands are sent one after the other.")} errors=${errors.value.text}>
      <textarea rows="3" maxlength="2000" required value=${text.value} onInput=${(/** @type {any} */ event) => { text.value = event.target.value; }}></textarea><//>
    <div class="dialog-actions">
      <button type="button" class="btn btn-quiet" onClick=${onDone}>${t("Cancel")}</button>
      <button class="btn btn-primary">${t("Save")}</button>
    </div>
  </form>`;
}
