/** What of a tool's options is needed less often: folded where the window is small, so that the map stays in sight. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";

const ROOMY = "(min-width: 1201px)";

/** @param {{children: any}} props */
export function More({ children }) {
  if (window.matchMedia(ROOMY).matches) return children;
  return html`<details class="options-more"><summary>${t("Colour and more")}</summary><div class="options-folded">${children}</div></details>`;
}
