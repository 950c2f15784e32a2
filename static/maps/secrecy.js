/** What is said of a map that goes to players whole, because it moves: fog covers it on their screens only. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";

/** @param {{media?: string}} props `picture` (the default): cut by what a player's side has explored, so nothing is said */
export function NotSecret({ media = "picture" }) {
  if (media === "picture") return null;
  return html`<span class="badge badge-bad">${media === "video" ? t("video, not secret") : t("moves, not secret")}</span>`;
}
