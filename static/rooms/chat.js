/** The chat: a column of quiet cards, older ones as one scrolls up, what is on its way, what failed, and the line to write. */
import { effect, html, signal, useEffect, useLayoutEffect, useRef } from "../vendor/ui.js";
import { get } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";
import { ChatInput } from "./chat_input.js";
import { grouped, merge, prepend } from "./history.js";
import { Group, Waiting } from "./message.js";
import { MESSAGE_WINDOW } from "./reducer.js";

const NEAR_END_PX = 60;

/** @typedef {ReturnType<typeof openChat>} Chat */

/** @param {import("./store.js").Room} room */
export function openChat(room) {
  const messages = signal(/** @type {any[]} */ ([]));
  const more = signal(true);
  const loading = signal(false);
  const problem = signal("");
  const unread = signal(0);
  const draft = signal("");
  let newest = 0;

  effect(() => {
    if (!room.state.value) {
      if (room.status.peek().phase === "closed") messages.value = [];
      return;
    }
    const window = Object.values(room.kind("message").value).sort((a, b) => a.seq - b.seq);
    messages.value = merge(messages.peek(), window, MESSAGE_WINDOW);
    if (window.length < MESSAGE_WINDOW && messages.peek().length === window.length) more.value = false;
    const last = window[window.length - 1]?.seq ?? 0;
    if (newest && last > newest) unread.value = unread.peek() + window.filter((message) => message.seq > newest && message.by?.user !== room.you.peek().user).length;
    newest = Math.max(newest, last);
  });

  return {
    room, messages, more, loading, problem, unread, draft,
    async older() {
      if (loading.value || !more.value || !messages.value.length) return;
      loading.value = true;
      problem.value = "";
      try {
        const before = messages.value[0].seq;
        const { data, meta } = await get(`${room.page.api}/rooms/${room.page.room.id}/messages?before=${before}&limit=50`);
        messages.value = prepend(messages.value, data);
        more.value = Boolean(meta?.cursor?.before);
      } catch (error) {
        problem.value = /** @type {Error} */ (error).message;
      }
      loading.value = false;
    },
    /** The last message one wrote oneself. */
    lastOwn: () => [...messages.value].reverse().find((message) => message.by?.user === room.you.value.user)?.text ?? "",
  };
}

/** @param {{chat: Chat, shown: boolean}} props */
export function ChatPanel({ chat, shown }) {
  const { room } = chat;
  const log = useRef(/** @type {HTMLElement | null} */ (null));
  const keep = useRef({ atEnd: true, height: 0, first: 0 });
  const messages = chat.messages.value;
  const waiting = room.unsent.value.filter((command) => command.type === "chat.say");
  const first = messages[0]?.seq ?? 0;

  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !shown) return;
    const grewAbove = keep.current.first && first < keep.current.first;
    if (keep.current.atEnd) element.scrollTop = element.scrollHeight;
    else if (grewAbove) element.scrollTop += element.scrollHeight - keep.current.height;
    keep.current.height = element.scrollHeight;
    keep.current.first = first;
  }, [messages, waiting.length, room.failed.value.length, shown]);

  useEffect(() => { if (shown && keep.current.atEnd) chat.unread.value = 0; }, [messages, shown]);

  const scrolled = () => {
    const element = /** @type {HTMLElement} */ (log.current);
    keep.current.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (keep.current.atEnd) chat.unread.value = 0;
    if (element.scrollTop < 40) chat.older();
  };
  const toEnd = () => {
    keep.current.atEnd = true;
    /** @type {HTMLElement} */ (log.current).scrollTop = /** @type {HTMLElement} */ (log.current).scrollHeight;
  };

  return html`<section class="chat" aria-label=${t("Chat")}>
    <div class="chat-log" role="log" aria-label=${t("Messages")} tabindex="0" ref=${log} onScroll=${scrolled}>
      <${Beginning} chat=${chat} />
      ${grouped(messages).map((group) => html`<${Group} key=${group[0].id} group=${group} room=${room} />`)}
      <${Waiting} room=${room} commands=${waiting} />
    </div>
    ${chat.unread.value > 0 && !keep.current.atEnd && html`<button type="button" class="btn btn-s chat-new" onClick=${toEnd}><${Icon} name="chevron-down" />${t("New messages")}</button>`}
    <p class="chat-typing" aria-live="polite">${typingLine(room.typing.value)}</p>
    <${Say} chat=${chat} onSent=${toEnd} />
  </section>`;
}

/** The line to write stays while the line to the server is down: what is written then is kept. @param {{chat: Chat, onSent: () => void}} props */
function Say({ chat, onSent }) {
  const { phase } = chat.room.status.value;
  if (phase === "closed") return null;
  if (phase === "live" && !chat.room.may("rooms.say")) return html`<p class="chat-watch quiet">${t("You watch: spectators read along.")}</p>`;
  return html`<${ChatInput} chat=${chat} onSent=${onSent} />`;
}

/** @param {{chat: Chat}} props */
function Beginning({ chat }) {
  if (chat.problem.value) return html`<p class="chat-edge error-text">${chat.problem} <button type="button" class="btn btn-s" onClick=${chat.older}>${t("Try again")}</button></p>`;
  if (chat.loading.value) return html`<p class="chat-edge quiet"><span class="spinner" /> ${t("Earlier messages …")}</p>`;
  if (!chat.room.state.value && chat.room.status.value.phase === "closed") return null;
  if (!chat.room.state.value) return html`<p class="chat-edge quiet"><span class="spinner" /> ${t("Opening the room …")}</p>`;
  if (!chat.messages.value.length) return html`<div class="chat-empty quiet"><${Icon} name="message-circle" /><p>${t("Nobody has said anything yet. Say hello.")}</p></div>`;
  if (chat.more.value) return html`<p class="chat-edge"><button type="button" class="btn btn-quiet btn-s" onClick=${chat.older}>${t("Earlier messages")}</button></p>`;
  return html`<p class="chat-edge quiet small">${t("The talk began here.")}</p>`;
}

/** @param {string[]} names */
function typingLine(names) {
  if (!names.length) return "";
  if (names.length === 1) return t("{name} is typing …", { name: names[0] });
  if (names.length === 2) return t("{one} and {two} are typing …", { one: names[0], two: names[1] });
  return t("Several people are typing …");
}
