/** The line to write: Enter sends, Shift+Enter begins a new line, the up arrow brings back one's own last message. */
import { html, useEffect, useRef } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

const LONGEST = 2000;
/** Said again before the others' three seconds are over. */
const TYPING_MS = 2_000;

/** @param {{chat: import("./chat.js").Chat, onSent: () => void}} props */
export function ChatInput({ chat, onSent }) {
  const { room, draft } = chat;
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const told = useRef(0);

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
    room.pass("chat.typing", { typing: now });
  };
  const send = () => {
    const text = draft.value.trim();
    if (!text) return;
    draft.value = "";
    typing(false);
    room.send("chat.say", { text });
    onSent();
    field.current?.focus();
  };
  const written = (/** @type {any} */ event) => {
    draft.value = event.target.value;
    typing(draft.value.trim() !== "");
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && !draft.value) {
      event.preventDefault();
      draft.value = chat.lastOwn();
    } else if (event.key === "Escape") field.current?.blur();
  };

  const left = LONGEST - draft.value.length;
  return html`<form class="chat-say" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); send(); }}>
    <textarea ref=${field} rows="1" maxlength=${LONGEST} value=${draft.value} data-chat-input aria-label=${t("Message")}
      placeholder=${t("Say something")} onInput=${written} onKeyDown=${key} onBlur=${() => typing(false)} enterkeyhint="send"></textarea>
    ${left < 200 && html`<span class="chip chat-left">${left}</span>`}
    <button class="btn btn-primary" aria-label=${t("Send")} disabled=${!draft.value.trim()}><${Icon} name="send" /></button>
  </form>`;
}
