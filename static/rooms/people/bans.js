/** Who may not come back, why and by whom; only those who lead are told. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon } from "../../base/parts.js";

const day = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });

/** @param {{room: import("../store.js").Room}} props */
export function Bans({ room }) {
  const bans = Object.values(room.kind("ban").value).sort((a, b) => (a.at < b.at ? 1 : -1));
  if (!room.leads.value || !bans.length) return null;
  return html`<details class="fold"><summary><h3>${t("Banned")} <span class="quiet">${bans.length}</span></h3></summary>
    <ul class="list">${bans.map((ban) => html`<li key=${ban.id}><${Icon} name="ban" />
      <span class="grow member-words"><strong class="truncate">${ban.name}</strong>${ban.reason && html`<span>${ban.reason}</span>`}<span class="small quiet">${told(ban)}</span></span>
      ${!room.archived.value && html`<button type="button" class="btn btn-s" aria-label=${t("Lift the ban of {name}", { name: ban.name })} onClick=${() => room.send("member.unban", { ban: ban.id })}>${t("Lift")}</button>`}</li>`)}</ul></details>`;
}

/** @param {any} ban */
function told(ban) {
  const date = day.format(new Date(ban.at));
  const by = typeof ban.by === "string" ? ban.by : ban.by?.name;
  return by ? t("by {name}, {date}", { name: by, date }) : date;
}
