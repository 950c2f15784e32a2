/** The last events of a room, and what the server refused, newest first. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { language } from "../base/times.js";
import { Icon } from "../base/parts.js";
import { happenedWords } from "./words.js";

const clock = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** @param {{at: string}} props */
export function Moment({ at }) {
  const when = new Date(at);
  return html`<time datetime=${at} title=${when.toLocaleString(language())}>${clock.format(when)}</time>`;
}

/** @param {{watch: import("./watch.js").Watch}} props */
export function Happened({ watch }) {
  const log = watch.log.value;
  return html`<section class="card stack-s" aria-labelledby="happened"><h2 id="happened">${t("What happens")}</h2>
    ${log.length === 0 ? html`<p class="quiet">${t("Nothing has happened yet. What is done at the table shows here at once.")}</p>`
      : html`<ol class="list office-log" tabindex="0" aria-labelledby="happened">${log.map((one) => html`<li key=${one.seq}>
        <${Moment} at=${one.at} /><span class="grow"><strong>${one.by?.name ?? t("the server")}</strong>: ${happenedWords(one.type)}</span></li>`)}</ol>`}
  </section>`;
}

/** Nothing to see while all went well. @param {{watch: import("./watch.js").Watch}} props */
export function Refused({ watch }) {
  const refusals = watch.refusals.value;
  return html`<section class="card stack-s" aria-labelledby="refused"><h2 id="refused">${t("Refused")}</h2>
    ${refusals.length === 0 ? html`<p class="quiet">${t("Nothing was refused since this page was opened.")}</p>`
      : html`<ol class="list office-log" tabindex="0" aria-labelledby="refused">${refusals.map((one) => html`<li key=${`${one.at} ${one.user} ${one.command}`}>
        <${Moment} at=${one.at} /><${Icon} name="circle-alert" /><span class="grow"><strong>${one.name}</strong>: ${happenedWords(one.command)} · <span class="error-text">${one.message}</span></span></li>`)}</ol>`}
  </section>`;
}
