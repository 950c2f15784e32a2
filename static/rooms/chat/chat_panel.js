/** The chat as a panel: the column of quiet cards, what is on its way and what failed, who is typing, the line to write. */
import { html, useEffect, useLayoutEffect, useRef } from "../../vendor/ui.js";
import { on } from "../../base/dom.js";
import { t, tn } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon } from "../../base/parts.js";
import { AttachTray } from "../files/attach.js";
import { ChatBar } from "./chat_bar.js";
import { ChatInput } from "./chat_input.js";
import { DirectBar } from "./direct.js";
import { HelpDialog } from "./help_dialog.js";
import { watchKeyboard } from "./keyboard.js";
import { browse } from "./log_keys.js";
import { Group, Waiting } from "./message.js";
import { MessageMenu } from "./message_menu.js";
import { ReportDialog } from "./report_dialog.js";
import { rowsOf } from "./rows.js";
import { typingWords } from "./typing.js";
import { UnreadDivider } from "../past/unread.js";

const NEAR_END_PX = 60;
const NEAR_EDGE_PX = 60;

/** @typedef {import("./chat.js").Chat} Chat */

/** @param {{chat: Chat, shown: boolean}} props */
export function ChatPanel({ chat, shown }) {
  const { room, history } = chat;
  const log = useRef(/** @type {HTMLElement | null} */ (null));
  const atEnd = useRef(true);
  const top = useRef(0);
  const opened = useRef(false);
  const messages = chat.direct.of(chat.messages.value);
  const waiting = room.unsent.value.filter((command) => command.type === "chat.say");
  const conversation = chat.direct.other.value;
  const unreadFrom = conversation ? null : history.firstUnread.value;
  const missed = history.unread.value;
  const place = placeOf(log.current);

  const toEnd = () => {
    atEnd.current = true;
    history.follow(true);
    if (!history.atPresent.value) history.toPresent();
    const element = /** @type {HTMLElement} */ (log.current);
    element.scrollTop = element.scrollHeight;
  };
  const read = () => {
    const last = history.messages.value[history.messages.value.length - 1];
    if (shown && atEnd.current && last && history.atPresent.value && !conversation) history.markRead(last.seq);
  };

  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !shown) return;
    if (atEnd.current && (history.atPresent.value || conversation)) element.scrollTop = element.scrollHeight;
    else if (place) element.scrollTop += offsetOf(element, place.id) - place.top;
  }, [messages, waiting.length, room.failed.value.length, shown, chat.typing.value]);
  useEffect(() => {
    if (shown && unreadFrom !== null && !opened.current && messages.length) toUnread(unreadFrom);
    history.follow(shown && atEnd.current);
    read();
  }, [messages, shown, unreadFrom]);
  useEffect(() => { toEnd(); }, [conversation]);
  useEffect(() => { log.current?.querySelector(".line-lit")?.scrollIntoView({ block: "center" }); }, [chat.lit.value]);
  useEffect(() => browse(/** @type {HTMLElement} */ (log.current), chat), [chat]);

  useEffect(() => {
    const page = /** @type {HTMLElement | null | undefined} */ (log.current?.closest(".table-page"));
    return page ? watchKeyboard(page) : undefined;
  }, []);

  const staysAtEnd = () => {
    const element = /** @type {HTMLElement} */ (log.current);
    if (atEnd.current) element.scrollTop = element.scrollHeight;
  };
  /** The end stays in sight when the line to write grows, or the keyboard comes. */
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (log.current);
    const resized = new ResizeObserver(staysAtEnd);
    resized.observe(element);
    const stop = on(element, "load", staysAtEnd, { capture: true }); /* pictures grow when they come */
    return () => {
      resized.disconnect();
      stop();
    };
  }, []);

  /** Who comes back begins where they left. @param {number} seq */
  const toUnread = (seq) => {
    opened.current = true;
    log.current?.querySelector(".chat-unread-line")?.scrollIntoView({ block: "start" });
    atEnd.current = isAtEnd();
    if (seq >= messages[0].seq || !history.olderAvailable.value) return;
    atEnd.current = false;
    chat.jumpTo(seq);
  };
  const below = () => {
    const element = /** @type {HTMLElement} */ (log.current);
    return element.scrollHeight - element.scrollTop - element.clientHeight;
  };
  /** At the end of the talk, not of a stretch of the past below which more is to come. */
  const isAtEnd = () => below() < NEAR_END_PX && (history.atPresent.value || Boolean(conversation));
  const scrolled = () => {
    const element = /** @type {HTMLElement} */ (log.current);
    const upwards = element.scrollTop < top.current - 1;
    top.current = element.scrollTop;
    if (atEnd.current && !upwards) staysAtEnd();
    atEnd.current = isAtEnd();
    history.follow(atEnd.current);
    read();
    if (element.scrollTop < NEAR_EDGE_PX) older(chat);
    if (below() < NEAR_EDGE_PX && !conversation) history.newer();
  };

  return html`<section class="chat" aria-label=${t("Chat")}>
    <${ChatBar} chat=${chat} />
    <${DirectBar} chat=${chat} />
    <div class="chat-log" role="log" aria-label=${t("Messages")} aria-busy=${history.loading.value !== ""} tabindex="0" ref=${log} onScroll=${scrolled}>
      <${Beginning} chat=${chat} messages=${messages} />
      ${rowsOf(messages, { notes: conversation ? [] : chat.notes.value, unreadFrom, whole: !history.olderAvailable.value }).map((row) => html`<${Row} key=${row.key} chat=${chat} row=${row} />`)}
      ${!conversation && !history.atPresent.value && html`<div class="chat-edge"><button type="button" class="btn btn-quiet btn-s" onClick=${history.newer}>${t("Later messages")}</button></div>`}
      <${Waiting} room=${room} commands=${waiting} />
    </div>
    <div class="chat-jump">${!conversation && !history.atPresent.value
      ? html`<button type="button" class="btn btn-s" onClick=${toEnd}><${Icon} name="chevron-down" />${t("Back to now")}</button>`
      : missed > 0 && !atEnd.current && html`<button type="button" class="btn btn-s" onClick=${toEnd}><${Icon} name="chevron-down" />${tn("One new message", "{count} new messages", missed)}</button>`}</div>
    <div class="chat-typing" aria-live="polite">${typingWords(chat.typing.value)}</div>
    ${room.status.value.phase !== "closed" && html`<${AttachTray} attachments=${chat.composer.attachments} />`}
    <${Say} chat=${chat} onSent=${toEnd} />
    <${MessageMenu} chat=${chat} />
    ${chat.composer.help.value && html`<${HelpDialog} onClose=${() => { chat.composer.help.value = false; }} />`}
    ${chat.reporting.value && html`<${ReportDialog} room=${room} about=${chat.reporting.value} onClose=${() => { chat.reporting.value = null; }} />`}
  </section>`;
}

/** @param {Chat} chat */
const older = (chat) => (chat.direct.other.value ? chat.direct.more.value && chat.direct.older() : chat.history.older());

/**
 * Which line is the first in sight, and where: read before a change is drawn, so that it stands there again after it.
 * @param {HTMLElement | null} log
 */
function placeOf(log) {
  if (!log) return null;
  const lines = /** @type {HTMLElement[]} */ ([...log.querySelectorAll(".line")]);
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].offsetTop + lines[middle].offsetHeight < log.scrollTop) low = middle + 1;
    else high = middle;
  }
  const id = lines[low]?.dataset.message;
  return id ? { id, top: offsetOf(log, id) } : null;
}

/** @param {HTMLElement} log @param {string} id */
function offsetOf(log, id) {
  const line = /** @type {HTMLElement | null} */ (log.querySelector(`[data-message="${CSS.escape(id)}"]`));
  return line ? line.getBoundingClientRect().top - log.getBoundingClientRect().top : 0;
}

const day = new Intl.DateTimeFormat(language(), { weekday: "long", day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat(language(), { dateStyle: "full" });
const clock = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" });

/** @param {{chat: Chat, row: import("./rows.js").Row}} props */
function Row({ chat, row }) {
  if (row.type === "group") return html`<${Group} chat=${chat} messages=${row.messages} />`;
  if (row.type === "note") return html`<div class="chat-note quiet small" aria-live="off" title=${clock.format(new Date(row.note.at))}>${row.note.icon && html`<${Icon} name=${row.note.icon} class="icon-s" />`}${row.note.text}</div>`;
  if (row.type === "unread") return html`<${UnreadDivider} />`;
  const at = new Date(row.at);
  const words = at.toDateString() === new Date().toDateString() ? t("Today") : (at.getFullYear() === new Date().getFullYear() ? day : dayAndYear).format(at);
  return html`<div class="chat-rule"><span>${words}</span></div>`;
}

/** The line to write stays while the line to the server is down: what is written then is kept. @param {{chat: Chat, onSent: () => void}} props */
function Say({ chat, onSent }) {
  const { phase } = chat.room.status.value;
  if (phase === "closed") return null;
  const why = phase === "live" && chat.room.state.value ? chat.composer.forbidden() : "";
  if (why) return html`<div class="chat-watch quiet"><${Icon} name="lock" class="icon-s" />${why}</div>`;
  return html`<${ChatInput} chat=${chat} onSent=${onSent} />`;
}

/** @param {{chat: Chat, messages: any[]}} props */
function Beginning({ chat, messages }) {
  const { room, history, direct } = chat;
  const two = direct.other.value !== null;
  const problem = two ? direct.problem.value : history.problem.value;
  const loading = two ? direct.loading.value : history.loading.value === "older";
  const more = two ? direct.more.value : history.olderAvailable.value;
  if (problem) return html`<div class="chat-edge error-text">${problem} <button type="button" class="btn btn-s" onClick=${two ? direct.older : history.again}>${t("Try again")}</button></div>`;
  if (loading) return html`<div class="chat-edge quiet"><span class="spinner" /> ${t("Earlier messages …")}</div>`;
  if (!room.state.value && room.status.value.phase === "closed") return null;
  if (!room.state.value) return html`<div class="chat-edge quiet"><span class="spinner" /> ${t("Opening the room …")}</div>`;
  /* Others may have talked before: whoever sees only what was said since they came is not told that it began there. */
  const late = !two && !room.leads.value && !room.kind("room").value[room.page.room.id]?.open_history;
  if (!messages.length) return html`<div class="chat-empty quiet"><${Icon} name=${two ? "lock" : "message-circle"} /><span>${silence(two, late, chat.composer.forbidden() !== "")}</span></div>`;
  if (more) return html`<div class="chat-edge"><button type="button" class="btn btn-quiet btn-s" onClick=${() => older(chat)}>${t("Earlier messages")}</button></div>`;
  if (room.replaying.value) return null; /* a replay holds the latest messages only */
  return html`<div class="chat-edge quiet small">${late ? t("You came in here.") : t("The talk began here.")}</div>`;
}

/** Where nothing was said yet. @param {boolean} two among two only @param {boolean} late what was said before is not shown @param {boolean} mute one may only read */
function silence(two, late, mute) {
  if (two) return t("Nothing between the two of you yet.");
  if (late) return mute ? t("Nobody has said anything since you came.") : t("Nobody has said anything since you came. Say hello.");
  return mute ? t("Nobody has said anything yet.") : t("Nobody has said anything yet. Say hello.");
}
