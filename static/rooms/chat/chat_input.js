/**
 * The line to write: Enter sends, Shift+Enter begins a new line, the up arrow brings back what one said, a slash or an at
 * sign offers what may follow. What cannot be sent says why, and stays.
 */
import { html, useEffect, useId, useRef, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { AttachButton } from "../files/attach.js";
import { commands } from "./commands.js";
import { CompletionList, isWhole, suggest } from "./completion.js";
import { LONGEST, lengthOf } from "./composer.js";
import { DiceTray } from "../dice/dice_tray.js";
import { MacroBar } from "../dice/macros.js";
import { Manner, MannerSheet, whomWords } from "./recipients.js";
import { ReplyBar } from "./reply.js";
import { VoiceButton } from "../files/voice.js";

/** Said again before the others' three seconds are over. */
const TYPING_MS = 2_000;

/** @typedef {import("./completion.js").Suggestions} Suggestions */

/** @param {{chat: import("./chat.js").Chat, onSent: () => void}} props */
export function ChatInput({ chat, onSent }) {
  const { room, composer } = chat;
  const { draft, panel, refusal } = composer;
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const told = useRef(0);
  const offered = useSignal(/** @type {Suggestions | null} */ (null));
  const active = useSignal(0);
  const list = useId();

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight + 2, 160)}px`;
  }, [draft.value]);

  const typing = (/** @type {boolean} */ now) => {
    const at = Date.now();
    if (now ? at - told.current < TYPING_MS : told.current === 0) return;
    told.current = now ? at : 0;
    room.pass("chat.typing", { typing: now, ...(composer.readers() && { to: composer.readers() }) });
  };
  const offer = (/** @type {HTMLTextAreaElement} */ element) => {
    const known = {
      commands: commands().filter((command) => !command.leads || room.leads.value),
      people: room.members.value.filter((member) => member.user !== room.you.value.user).map((member) => member.name),
      speakers: composer.speakers(),
    };
    const caret = element.selectionStart === element.selectionEnd ? element.selectionStart : -1;
    offered.value = caret < 0 ? null : suggest(element.value, caret, known);
    active.value = 0;
  };
  const take = (/** @type {import("./completion.js").Option} */ option) => {
    const element = field.current;
    const { from, to } = /** @type {Suggestions} */ (offered.value);
    if (!element) return;
    draft.value = draft.value.slice(0, from) + option.insert + draft.value.slice(to);
    element.value = draft.value;
    element.setSelectionRange(from + option.insert.length, from + option.insert.length);
    element.focus();
    offer(element);
  };
  const send = async () => {
    offered.value = null;
    typing(false);
    if (await composer.send()) onSent();
    field.current?.focus();
  };
  const written = (/** @type {any} */ event) => {
    draft.value = event.target.value;
    refusal.value = "";
    typing(draft.value.trim() !== "");
    offer(event.target);
  };
  const recall = (/** @type {-1 | 1} */ step) => {
    composer.recall(step);
    requestAnimationFrame(() => field.current?.setSelectionRange(draft.value.length, draft.value.length));
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (offered.value && chosen(event, offered.value)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if ((event.key === "ArrowUp" || (event.key === "ArrowDown" && draft.value)) && composer.recalling()) {
      event.preventDefault();
      recall(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Escape") escape();
  };
  /** Keys of the list of suggestions. @param {KeyboardEvent} event @param {Suggestions} suggestions */
  const chosen = (event, suggestions) => {
    const { options } = suggestions;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) active.value = (active.value + step + options.length) % options.length;
    else if (event.key === "Escape") offered.value = null;
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !isWhole(suggestions, active.value))) take(options[active.value]);
    else return false;
    event.preventDefault();
    return true;
  };
  const escape = () => {
    if (panel.value) panel.value = "";
    else if (composer.reply.value) composer.reply.value = null;
    else field.current?.blur();
  };

  const left = LONGEST - lengthOf(draft.value);
  const open = offered.value;
  /** Dice are what an empty line is for. */
  const ready = draft.value.trim() !== "" || composer.attachments.files.value.length > 0;
  const dice = () => { panel.value = panel.value === "dice" ? "" : "dice"; };
  const away = () => {
    panel.value = "";
    field.current?.focus();
  };
  return html`<form class=${`chat-say ${composer.readers() ? "chat-say-whisper" : ""}`} onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); send(); }}>
    ${open && html`<${CompletionList} id=${list} suggestions=${open} active=${active.value} onTake=${take} />`}
    ${!open && panel.value === "manner" && html`<${MannerSheet} room=${room} composer=${composer} />`}
    ${!open && panel.value === "dice" && html`<${DiceTray} room=${room} onClose=${away} />`}
    <${ReplyBar} composer=${composer} />
    ${refusal.value && html`<div class="say-refusal small" role="alert"><${Icon} name="circle-alert" class="icon-s" /><span class="grow">${refusal}</span><${IconButton} icon="x" label=${t("Dismiss")} onClick=${() => { refusal.value = ""; }} /></div>`}
    <${MacroBar} room=${room} say=${composer.post} />
    <div class="say-row"><${Manner} room=${room} composer=${composer} /><span class="grow" />
      ${left < 200 && html`<span class="chip chat-left" role="status">${left}</span>`}
      ${composer.held.value && html`<span class="chip" role="status"><span class="spinner" />${t("sending the files")}</span>`}
      ${ready && html`<${IconButton} icon="dices" label=${t("Dice")} aria-expanded=${panel.value === "dice"} onClick=${dice} />`}
      <${AttachButton} attachments=${composer.attachments} />
      <${VoiceButton} attachments=${composer.attachments} room=${room} onSend=${send} />
    </div>
    <div class="say-row">
      <textarea ref=${field} rows="1" value=${draft.value} data-chat-input aria-label=${t("Message")}
        aria-autocomplete="list" aria-controls=${open ? list : undefined} aria-activedescendant=${open ? `${list}-${active.value}` : undefined}
        placeholder=${placeholder(room, composer)} onInput=${written} onKeyDown=${key} onClick=${(/** @type {any} */ event) => offered.value && offer(event.target)} onBlur=${() => { typing(false); offered.value = null; }} enterkeyhint="send"></textarea>
      ${ready
        ? html`<button key="send" class="btn btn-primary say-send" aria-label=${t("Send")} title=${t("Send")}><${Icon} name="send" /></button>`
        : html`<button key="dice" type="button" class="btn btn-primary say-send" aria-label=${t("Dice")} title=${t("Dice")} aria-expanded=${panel.value === "dice"} onClick=${dice}><${Icon} name="dices" /></button>`}
    </div>
  </form>`;
}

/** @param {import("../store.js").Room} room @param {import("./composer.js").Composer} composer */
function placeholder(room, { readers, kind, speaker }) {
  if (readers()) return t("Whisper to {names}", { names: whomWords(room, readers()) });
  if (kind.value === "narration") return t("What happens?");
  if (kind.value === "emote") return t("What does {name} do?", { name: speaker.value || t("your character") });
  if (speaker.value) return t("What does {name} say?", { name: speaker.value });
  return t("Say something, or /roll 2d20kh+5");
}
