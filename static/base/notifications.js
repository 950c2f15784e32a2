/** The bell in the header: how many are unread, the newest few when opened; new ones arrive by themselves. */
import { waitBefore } from "./backoff.js";
import { get, post } from "./http.js";
import { make } from "./dom.js";
import { t } from "./i18n.js";
import { fromNow, language } from "./times.js";

const SHOWN = 8;
const SIGNED_OUT = 4001;

const moment = new Intl.DateTimeFormat(language(), { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });

/** @typedef {{id: string, text: string, link: string, read: boolean, created_at: string, params: {at?: string}}} Note `at`: when what it tells of is */

/** @param {HTMLElement} menu the `<details>` with data-notifications (REST) and data-inbox (socket) */
export async function startNotifications(menu) {
  const url = menu.dataset.notifications ?? "";
  /** @type {Note[]} */
  let notes = [];
  const change = (/** @type {Note[]} */ next) => {
    notes = next;
    show(menu, notes);
  };
  menu.addEventListener("toggle", async () => {
    if (menu.hasAttribute("open") && notes.some((note) => !note.read) && (await markRead(url))) change(notes.map((note) => ({ ...note, read: true })));
  });
  try {
    change((await get(url)).data);
  } catch {
    return; /* no list now; the next page asks again */
  }
  listen(menu.dataset.inbox ?? "", (note) => change([note, ...notes.filter((other) => other.id !== note.id)]));
}

/** @param {string} path @param {(note: Note) => void} arrived */
function listen(path, arrived, attempt = 0) {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  let tries = attempt;
  socket.onmessage = (event) => {
    tries = 0;
    const frame = JSON.parse(event.data);
    if (frame.type === "notification") arrived(frame.data);
  };
  socket.onclose = (event) => {
    if (event.code !== SIGNED_OUT) setTimeout(() => listen(path, arrived, tries + 1), waitBefore(tries));
  };
}

/** @param {HTMLElement} menu @param {Note[]} notes */
function show(menu, notes) {
  const unread = notes.filter((note) => !note.read).length;
  const count = menu.querySelector("[data-count]");
  const list = menu.querySelector("[data-items]");
  if (!(count instanceof HTMLElement) || !list) return;
  count.hidden = unread === 0;
  count.textContent = String(unread);
  menu.querySelector("summary")?.setAttribute("aria-label", unread ? t("Notifications, {unread} new", { unread }) : t("Notifications"));
  if (notes.length) list.replaceChildren(...notes.slice(0, SHOWN).map(row));
}

/** Its words, when that is in the reader's own time zone, and how long ago it was told. @param {Note} note */
function row(note) {
  const at = note.params?.at ? moment.format(new Date(note.params.at)) : "";
  const told = fromNow(new Date(note.created_at), new Date());
  const words = make("span", {}, [note.text]);
  const times = make("span", { class: "small quiet" }, [at ? `${at} · ${told}` : told]);
  const look = `note${note.read ? "" : " note-new"}`;
  return note.link ? make("a", { href: note.link, class: look }, [words, times]) : make("p", { class: look }, [words, times]);
}

/** @param {string} url @returns {Promise<boolean>} false: they stay unread, which is true */
async function markRead(url) {
  try {
    await post(`${url}/read-all`);
    return true;
  } catch {
    return false;
  }
}
