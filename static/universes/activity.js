/** Who changed what: said in a line over the foot of the page for a moment, and kept as a mark at what was changed. */
import { effect, html, signal } from "../vendor/ui.js";
import { get } from "../base/http.js";
import { t } from "../base/i18n.js";
import { fromNow } from "../base/times.js";
import { wordsOf } from "./words.js";

const SHOWN_MS = 6_000;
/** So many entries are looked through for who was last. */
const LOOKED_AT = 100;

/** @typedef {ReturnType<typeof openActivity>} Activity */
/** @typedef {{name: string, at: number}} Mark */

/** The newest of each field of physics and music (`kind/field`) and of each other thing (its id). @param {Map<string, Mark>} marks @param {{by?: {name: string} | null, at?: string, ops: any[]}} entry @returns {Map<string, Mark>} */
export function marked(marks, { by, at, ops }) {
  if (!by) return marks;
  const next = new Map(marks);
  const mark = { name: by.name, at: at ? Date.parse(at) : Date.now() };
  for (const [verb, kind, id, data] of ops) {
    const keys = kind === "physics" || kind === "music" ? (verb === "patch" ? Object.keys(data).map((field) => `${kind}/${field}`) : []) : [id];
    for (const key of keys) if ((next.get(key)?.at ?? 0) <= mark.at) next.set(key, mark);
  }
  return next;
}

/** @param {Mark | undefined} mark @returns {string} "" when nobody is known */
export const markWords = (mark) => (mark ? t("{who}, {when}", { who: mark.name, when: fromNow(new Date(mark.at), new Date()) }) : "");

/** @param {import("./world.js").World} world @param {() => import("./words.js").FieldWords} words */
export function openActivity(world, words) {
  const { room } = world;
  const line = signal("");
  const marks = signal(/** @type {Map<string, Mark>} */ (new Map()));
  let asked = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  room.onEntry((entry) => {
    marks.value = marked(marks.peek(), entry);
    if (!entry.by || entry.by.user === room.you.peek().user) return;
    const what = wordsOf(entry, words());
    if (!what) return;
    say(t("{who}: {what}", { who: entry.by.name, what }));
  });
  /** @param {string} words */
  function say(words) {
    line.value = words;
    clearTimeout(timer);
    timer = setTimeout(() => { line.value = ""; }, SHOWN_MS);
  }
  room.onPassing(({ type, data }) => {
    const what = { "generation.ready": t("a render of its music is ready"), "export.ready": t("a file of it is ready") }[/** @type {string} */ (type)];
    const who = room.members.peek().find((member) => member.user === data?.by && member.user !== room.you.peek().user);
    if (what && who) say(t("{who}: {what}", { who: who.name, what }));
  });
  /** Who only looks in is not told what was. */
  effect(() => {
    const id = world.about.value?.id;
    if (asked || !id || !room.you.value.member) return;
    asked = true;
    get(`${room.page.api}/universes/${id}/history?limit=${LOOKED_AT}`).then(({ data }) => {
      const before = data.reduceRight((/** @type {Map<string, Mark>} */ known, /** @type {any} */ entry) => marked(known, { ...entry, ops: entry.changed }), new Map());
      marks.value = new Map([...before, ...marks.peek()]);
    }, () => { asked = false; });
  });
  return { line, marks };
}

/** @param {{activity: Activity}} props */
export function ActivityLine({ activity }) {
  return html`<p class="activity-line" role="status">${activity.line.value}</p>`;
}
