/** What every ordinary page needs: colours of people, menus that close, dialogs, copying, notifications. */
import { startApp } from "../pwa/install.js";
import { startNotifications } from "./notifications.js";
import { t } from "./i18n.js";

for (const element of document.querySelectorAll("[data-colour]")) {
  if (element instanceof HTMLElement && element.dataset.colour) element.style.backgroundColor = element.dataset.colour;
}

/** A menu closes by Escape, by a click elsewhere, and when another one opens. */
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
});

/** `data-opens="id"` opens a dialog, `data-closes` inside it closes it, `data-open-now` opens it with the page. */
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.getAttribute("data-opens") ?? "");
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});
for (const dialog of document.querySelectorAll("dialog[data-open-now]")) {
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

/** A second click on a slow form must not send it twice. */
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
  const button = event.submitter;
  if (event.target.method === "dialog" || !(button instanceof HTMLButtonElement)) return;
  button.setAttribute("aria-disabled", "true");
  event.target.addEventListener("submit", (again) => again.preventDefault(), { once: true });
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[aria-disabled=true]")) button.removeAttribute("aria-disabled");
});

/** `data-copy="text"` copies; on plain http there is no clipboard, so the text is selected instead. */
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!button) return;
  const text = button.getAttribute("data-copy") ?? "";
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = t("Copied");
  } catch {
    const field = button.parentElement?.querySelector("input");
    field?.select();
  }
});

startApp();
const notifications = document.querySelector("[data-notifications]");
if (notifications instanceof HTMLElement) startNotifications(notifications);
