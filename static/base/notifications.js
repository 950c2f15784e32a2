/** The bell in the header: how many are unread, the newest few when opened, and marking them read. */
import { get, post } from "./http.js";
import { make } from "./dom.js";
import { t } from "./i18n.js";

const SHOWN = 8;

/** @param {HTMLElement} menu the `<details>` whose data-notifications is the REST address */
export async function startNotifications(menu) {
  const url = menu.dataset.notifications ?? "";
  const items = await load(url);
  if (!items) return;
  show(menu, items);
  menu.addEventListener("toggle", () => {
    if (menu.hasAttribute("open")) markRead(menu, url, items);
  });
}

/** @param {string} url @returns {Promise<any[] | null>} null while the server has no list to give */
async function load(url) {
  try {
    const { data } = await get(url);
    return Array.isArray(data) ? data : data?.items ?? [];
  } catch {
    return null;
  }
}

/** @param {HTMLElement} menu @param {any[]} items */
function show(menu, items) {
  const unread = items.filter((item) => !isRead(item)).length;
  const count = menu.querySelector("[data-count]");
  const list = menu.querySelector("[data-items]");
  if (!(count instanceof HTMLElement) || !list) return;
  count.hidden = unread === 0;
  count.textContent = String(unread);
  menu.querySelector("summary")?.setAttribute("aria-label", unread ? t("Notifications, {unread} new", { unread }) : t("Notifications"));
  if (items.length) list.replaceChildren(...items.slice(0, SHOWN).map(row));
}

/** @param {any} item */
function row(item) {
  const words = [item.text ?? item.title ?? item.message ?? ""];
  if (item.url) return make("a", { href: item.url }, words);
  return make("p", { class: "small" }, words);
}

/** @param {any} item */
function isRead(item) {
  return Boolean(item.read ?? item.is_read ?? item.read_at);
}

/** @param {HTMLElement} menu @param {string} url @param {any[]} items */
async function markRead(menu, url, items) {
  if (items.every(isRead)) return;
  try {
    await post(`${url}/read`);
    for (const item of items) item.read = true;
    const count = menu.querySelector("[data-count]");
    if (count instanceof HTMLElement) count.hidden = true;
  } catch {
    return; /* they stay unread, which is true */
  }
}
