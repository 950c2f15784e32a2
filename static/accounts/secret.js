/** The eye in a password field: shows what was typed, and hides it again before the form is sent. */
import { t } from "../base/i18n.js";

/** @param {Element} holder the `[data-secret]` around an input and its button */
function startSecret(holder) {
  const input = holder.querySelector("input");
  const button = holder.querySelector("button");
  if (!input || !button) return;
  /** @param {boolean} shown */
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.setAttribute("aria-label", shown ? t("Hide the password") : t("Show the password"));
  };
  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}

for (const holder of document.querySelectorAll("[data-secret]")) startSecret(holder);
