/** How somebody's dice fell, of the rolls one may see: each face of the d20 as bars, and every kind of die beside its expectation. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { Dialog } from "../../base/parts.js";
import { numberWords } from "./roll_words.js";

/** @param {{room: import("../store.js").Room, member: string, onClose: () => void}} props `member`: whose, by the member's id */
export function RollStats({ room, member, onClose }) {
  const told = useSignal(/** @type {any} */ (null));
  const problem = useSignal("");
  const person = room.members.value.find((one) => one.id === member);
  useEffect(() => {
    let here = true;
    get(`${room.page.api}/rooms/${room.page.room.id}/roll-statistics?member=${member}`)
      .then(({ data }) => { if (here) told.value = data; }, (error) => { if (here) problem.value = error.message; });
    return () => { here = false; };
  }, [member]);
  const title = member === room.you.value.member || !person ? t("How your dice fell") : t("How the dice fell for {name}", { name: person.name });
  return html`<${Dialog} title=${title} onClose=${onClose} wide>
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    ${!told.value && !problem.value && html`<p class="quiet"><span class="spinner" /> ${t("Counting …")}</p>`}
    ${told.value && html`<${Statistics} told=${told.value} />`}<//>`;
}

/** @param {{told: any}} props */
function Statistics({ told }) {
  if (!told.rolls) return html`<div class="empty"><h3>${t("Nothing thrown yet")}</h3><p>${t("Roll some dice, and come back.")}</p></div>`;
  return html`<p>${tn("{count} roll", "{count} rolls", told.rolls)} · ${tn("{count} die", "{count} dice", told.dice)} · ${tn("{count} critical", "{count} criticals", told.criticals.success)} · ${tn("{count} fumble", "{count} fumbles", told.criticals.failure)}</p>
    ${told.d20.some(Boolean) && html`<${Twenties} counts=${told.d20} />`}
    <div class="table-wrap"><table class="table"><thead><tr><th>${t("Die")}</th><th>${t("Thrown")}</th><th>${t("Sum")}</th><th>${t("Mean")}</th><th>${t("Expected")}</th></tr></thead>
      <tbody>${told.by_sides.map((/** @type {any} */ row) => html`<tr key=${row.sides}><td>d${row.sides}</td><td>${numberWords(row.count)}</td><td>${numberWords(row.sum)}</td><td>${numberWords(row.mean)}</td><td>${numberWords(row.expected)}</td></tr>`)}</tbody></table></div>
    <p class="small quiet">${t("Every die counts as it fell, dropped ones too. Only rolls you may see are counted.")}${told.more && ` ${t("These are the newest 2,000.")}`}</p>`;
}

/** @param {{counts: number[]}} props how often each face of the d20 fell */
function Twenties({ counts }) {
  const most = Math.max(...counts);
  return html`<figure class="twenties"><figcaption class="small">${t("Every d20, by what it showed")}</figcaption>
    <ol>${counts.map((count, at) => html`<li key=${at} style=${{ "--part": String(count / most) }} title=${`${at + 1}: ${count}`}><span class="visually-hidden">${t("{face}: {count} times", { face: at + 1, count })}</span><span class="twenty-bar" /><span class="small" aria-hidden="true">${at + 1}</span></li>`)}</ol></figure>`;
}
