/** What one can do with a message: a menu beside it, a sheet from below on a phone. */
import { html, useEffect, useLayoutEffect, useRef, useSignal } from "../../vendor/ui.js";
import { on } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { holdsDice, textOf } from "./body.js";
import { AnyEmoji, EmojiRow } from "./emoji.js";

const MARGIN = 8;

/** @typedef {import("./chat.js").Chat} Chat */

/** One's own words, and by who leads all one may read; dice stand as they fell. @param {Chat} chat @param {any} message */
function mayDelete(chat, message) {
  return chat.room.leads.value || (message.by?.user === chat.room.you.value.user && !holdsDice(message));
}

/** @param {Chat} chat @param {any} message */
function entries(chat, message) {
  const { room, composer } = chat;
  const own = message.by?.user === room.you.value.user;
  const may = !composer.forbidden();
  const theirs = !own && room.members.value.some((member) => member.user === message.by?.user);
  return [
    may && { icon: "reply", label: t("Reply"), run: () => { composer.reply.value = message; } },
    may && theirs && { icon: "lock", label: t("Whisper to {name}", { name: message.by.name }), run: () => chat.whisperTo(message.by.user) },
    may && own && !holdsDice(message) && { icon: "pencil", label: t("Edit"), run: () => { chat.editing.value = message.id; } },
    may && room.may("rooms.pin") && { icon: message.pinned ? "pin-off" : "pin", label: message.pinned ? t("Unpin") : t("Pin"), run: () => room.send("chat.pin", { message: message.id, pinned: !message.pinned }) },
    message.text && { icon: "copy", label: t("Copy the text"), run: () => copy(chat, message) },
    { icon: "bell-dot", label: t("Unread from here"), run: () => chat.history.markUnread(message.seq) },
    !own && { icon: "flag", label: t("Report to the staff"), run: () => { chat.reporting.value = { message }; } },
    !room.archived.value && mayDelete(chat, message) && { icon: "trash-2", label: t("Delete"), bad: true, run: () => chat.remove(message) },
  ].filter((entry) => entry !== false && entry !== "" && entry !== undefined);
}

/** @param {Chat} chat @param {any} message */
async function copy(chat, message) {
  const text = message.body ? message.body.map((/** @type {any} */ block) => textOf(block.c)).join("\n") : message.text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea"); /* plain http has no clipboard; this old way still works there */
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  chat.room.toast(t("The text is copied."), "good");
}

/** @param {{chat: Chat}} props */
export function MessageMenu({ chat }) {
  const opened = chat.menu.value;
  return opened && html`<${Menu} key=${opened.message.id} chat=${chat} message=${opened.message} near=${opened.near} />`;
}

/** @param {{chat: Chat, message: any, near: HTMLElement}} props */
function Menu({ chat, message, near }) {
  const menu = useRef(/** @type {HTMLElement | null} */ (null));
  const other = useSignal(false);
  const close = () => { chat.closeMenu(); };

  useLayoutEffect(() => {
    const element = /** @type {HTMLElement} */ (menu.current);
    const at = near.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const below = at.bottom + MARGIN + box.height < window.innerHeight;
    element.style.setProperty("--x", `${Math.max(MARGIN, Math.min(at.right - box.width, window.innerWidth - box.width - MARGIN))}px`);
    element.style.setProperty("--y", `${below ? at.bottom + 4 : Math.max(MARGIN, at.top - box.height - 4)}px`);
  }, [other.value]);
  useLayoutEffect(() => { /** @type {HTMLElement | null | undefined} */ (menu.current?.querySelector("[role=menuitem]"))?.focus(); }, []);
  useEffect(() => on(document, "pointerdown", (event) => menu.current && !menu.current.contains(event.target) && close()), []);

  const key = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      return close();
    }
    if (event.target instanceof HTMLInputElement) return;
    const list = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (menu.current).querySelectorAll("[role=menuitem]")]);
    const at = list.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    list[(next + list.length) % list.length]?.focus();
  };
  const run = (/** @type {() => void} */ action) => {
    close();
    action();
  };
  const react = (/** @type {string} */ emoji) => run(() => chat.room.send("chat.react", { message: message.id, emoji }));
  const may = !chat.composer.forbidden();

  return html`<div class="message-menu panel" ref=${menu} onKeyDown=${key}>
    <div role="menu" aria-label=${t("What one can do with this message")}>
      ${may && html`<${EmojiRow} onChoose=${react} />`}
      ${may && !other.value && html`<button type="button" role="menuitem" tabindex="-1" class="menu-item" onClick=${() => { other.value = true; }}><${Icon} name="smile-plus" />${t("Another emoji")}</button>`}
      ${entries(chat, message).map((entry) => html`<button key=${entry.label} type="button" role="menuitem" tabindex="-1" class=${`menu-item ${entry.bad ? "error-text" : ""}`} onClick=${() => run(entry.run)}><${Icon} name=${entry.icon} />${entry.label}</button>`)}
    </div>
    ${other.value && html`<${AnyEmoji} onChoose=${react} />`}
  </div>`;
}
