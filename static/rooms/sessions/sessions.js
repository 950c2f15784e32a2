/** When the group meets: the next session with who comes, play that runs, the plan, and one's own calendar. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Avatar, Icon } from "../../base/parts.js";
import { fromNow, language } from "../../base/times.js";
import { CalendarDialog } from "./calendar.js";
import { PauseButton } from "../people/pause.js";
import { SessionForm } from "./session_form.js";
import { elapsed, sorted } from "./session_times.js";

const TICK_MS = 20_000;
const SHOWN_PAST = 5;
const moment = new Intl.DateTimeFormat(language(), { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", timeZoneName: "short" });
const hour = new Intl.DateTimeFormat(language(), { timeStyle: "short" });
const date = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });

/** @typedef {import("../store.js").Room} Room */

/** The time now, again and again, so that "in 5 minutes" stays true. */
function useNow() {
  const now = useSignal(new Date());
  useEffect(() => {
    const timer = setInterval(() => { now.value = new Date(); }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now.value;
}

/** @param {Room} room @param {Date} now */
const sessionsOf = (room, now) => sorted(Object.values(room.kind("session").value), now);

/** @param {{room: Room}} props */
export function SessionsPanel({ room }) {
  const now = useNow();
  const form = useSignal(/** @type {any} */ (null)); /* a session to change, or {} for a new one */
  const calendar = useSignal(false);
  const { running, next, past } = sessionsOf(room, now);
  const plans = room.leads.value && !room.archived.value;
  const add = () => { form.value = {}; };
  return html`<section class="panel-body stack" aria-label=${t("Sessions")}>
    <div class="row"><h2 class="grow">${t("Sessions")}</h2>${plans && (next.length > 0 || running) && html`<button type="button" class="btn btn-s" onClick=${add}><${Icon} name="calendar-plus" />${t("Plan another")}</button>`}</div>
    ${running && html`<${Running} room=${room} session=${running} now=${now} />`}
    ${next.map((session, index) => html`<${Planned} key=${session.id} room=${room} session=${session} now=${now} first=${index === 0 && !running} plans=${plans} onChange=${() => { form.value = session; }} />`)}
    ${!running && !next.length && html`<${NothingPlanned} room=${room} plans=${plans} onAdd=${add} />`}
    ${past.length > 0 && html`<details class="fold"><summary><h3>${t("Past sessions")} <span class="quiet">${past.length}</span></h3></summary>
      <ul class="list">${past.slice(0, SHOWN_PAST).map((session) => html`<li key=${session.id}><span class="grow member-words"><strong class="truncate">${session.title}</strong><span class="small quiet">${was(session)}</span></span></li>`)}</ul></details>`}
    <div class="row-s"><button type="button" class="btn btn-s" onClick=${() => { calendar.value = true; }}><${Icon} name="calendar" />${t("In your own calendar")}</button>
      ${!running && html`<${PauseButton} room=${room} inWords />`}</div>
    ${form.value && html`<${SessionForm} room=${room} session=${form.value} onClose=${() => { form.value = null; }} />`}
    ${calendar.value && html`<${CalendarDialog} room=${room} onClose=${() => { calendar.value = false; }} />`}
  </section>`;
}

/** @param {{room: Room, plans: boolean, onAdd: () => void}} props */
function NothingPlanned({ room, plans, onAdd }) {
  return html`<div class="empty"><${Icon} name="calendar" /><h3>${t("No session planned")}</h3>
    ${plans ? html`<p>${t("Say when you meet; everybody is told and answers whether they come.")}</p>
      <button type="button" class="btn btn-primary" onClick=${onAdd}><${Icon} name="calendar-plus" />${t("Plan a session")}</button>
      <button type="button" class="btn btn-quiet" onClick=${() => room.send("session.start", {})}><${Icon} name="play" />${t("Or start playing now")}</button>`
      : html`<p>${t("As soon as the game master plans one, you are told and can answer here.")}</p>`}</div>`;
}

/** @param {{room: Room, session: any, now: Date}} props */
function Running({ room, session, now }) {
  const since = new Date(session.started_at);
  const end = async () => {
    if (await room.confirm(t("End {session}?", { session: session.title }), t("End the session"), t("The room stays open; only this session is over."))) room.send("session.end", { session: session.id });
  };
  return html`<article class="session session-running"><p class="badge badge-good"><i class="dot dot-good" />${t("now playing")}</p>
    <h3>${session.title}</h3><p class="quiet">${t("since {time} ({elapsed} h)", { time: hour.format(since), elapsed: elapsed(since, now) })}</p>
    ${room.leads.value && !room.archived.value && html`<div class="row-s"><button type="button" class="btn btn-s" onClick=${end}><${Icon} name="check" />${t("End the session")}</button><${PauseButton} room=${room} inWords /></div>`}</article>`;
}

/** @param {{room: Room, session: any, now: Date, first: boolean, plans: boolean, onChange: () => void}} props */
function Planned({ room, session, now, first, plans, onChange }) {
  const starts = new Date(session.starts_at);
  const ends = new Date(starts.getTime() + session.minutes * 60_000);
  const cancel = async () => {
    if (await room.confirm(t("Call off {session}?", { session: session.title }), t("Call it off"), t("It disappears from everybody's plan and calendar."))) room.send("session.cancel", { session: session.id });
  };
  return html`<article class=${`session ${first ? "session-next" : ""}`}>
    <p class="small quiet session-away"><${Icon} name="clock" />${fromNow(starts, now)}</p>
    <h3>${session.title}</h3>
    <p><time datetime=${session.starts_at}>${moment.format(starts)}</time><span class="quiet"> · ${t("until about {time}", { time: hour.format(ends) })}</span></p>
    ${session.note && html`<p class="quiet session-note">${session.note}</p>`}
    <${Answers} room=${room} session=${session} />
    ${plans && html`<div class="row-s">
      ${first && html`<button type="button" class="btn btn-s btn-primary" onClick=${() => room.send("session.start", { session: session.id })}><${Icon} name="play" />${t("Start")}</button>`}
      <button type="button" class="btn btn-s" aria-label=${t("Change {session}", { session: session.title })} onClick=${onChange}><${Icon} name="pencil" />${t("Change")}</button>
      <button type="button" class="btn btn-s btn-quiet" aria-label=${t("Call off {session}", { session: session.title })} onClick=${cancel}><${Icon} name="x" />${t("Call it off")}</button></div>`}</article>`;
}

const CHOICES = /** @type {const} */ (["yes", "maybe", "no"]);

/** @param {string} choice */
const choiceName = (choice) => ({ yes: t("Yes"), maybe: t("Maybe"), no: t("No") })[choice] ?? choice;

/** Who comes, in everybody's words; one's own answer is a click. @param {{room: Room, session: any}} props */
function Answers({ room, session }) {
  const own = session.answers[room.you.value.user ?? ""];
  const members = room.members.value;
  const silent = members.filter((member) => !(member.user in session.answers) && member.role !== "spectator");
  const groups = CHOICES.map((choice) => ({ choice, who: members.filter((member) => session.answers[member.user] === choice) })).filter(({ who }) => who.length);
  return html`<div class="stack-s">
    ${room.you.value.member && !room.archived.value && html`<div class="row-s"><span class="label" id=${`comes-${session.id}`}>${t("Do you come?")}</span>
      <div class="segmented" role="group" aria-labelledby=${`comes-${session.id}`}>${CHOICES.map((choice) => html`<button key=${choice} type="button" aria-pressed=${own === choice} onClick=${() => room.send("session.answer", { session: session.id, answer: choice })}>
        ${own === choice && html`<${Icon} name="check" />`}${choiceName(choice)}</button>`)}</div></div>`}
    <dl class="answers">${groups.map(({ choice, who }) => html`<div key=${choice} class=${`answer answer-${choice}`}><dt>${choiceName(choice)}</dt><dd>${who.map((member) => html`<span key=${member.id} class="answer-person"><${Avatar} person=${member} class="avatar-s" />${member.name}</span>`)}</dd></div>`)}</dl>
    ${silent.length > 0 && html`<p class="small quiet">${silent.length <= 4 ? t("No answer yet: {names}", { names: silent.map(({ name }) => name).join(", ") }) : tn("{count} has not answered yet", "{count} have not answered yet", silent.length)}</p>`}
  </div>`;
}

/** @param {any} session */
function was(session) {
  if (!session.started_at) return t("{date}, was not played", { date: date.format(new Date(session.starts_at)) });
  const began = new Date(session.started_at);
  return session.ended_at ? t("{date} ({elapsed} h)", { date: date.format(began), elapsed: elapsed(began, new Date(session.ended_at)) }) : date.format(began);
}

/** In the top bar while play runs. @param {{room: Room, onOpen: () => void}} props */
export function SessionChip({ room, onOpen }) {
  const now = useNow();
  const { running } = sessionsOf(room, now);
  if (!running) return null;
  return html`<button type="button" class="chip session-chip" onClick=${onOpen} title=${running.title} aria-label=${t("{session} is being played", { session: running.title })}>
    <i class="dot dot-good" /><span class="truncate">${running.title}</span><span>${elapsed(new Date(running.started_at), now)}</span></button>`;
}
