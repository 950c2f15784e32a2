/** What the universe was: who changed what and when; how two of its states differ; back to one of them. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { fromNow } from "../../base/times.js";
import { differenceWords, wordsOf } from "../words.js";

const PAGE = 50;

/** @typedef {ReturnType<typeof openPast>} Past */
/** @typedef {{seq: number, type: string, by: {name: string} | null, at: string, reversed: boolean, of?: number, changed: any[]}} Entry */

/** @param {import("../world.js").World} world */
export function openPast(world) {
  const { room } = world;
  const entries = signal(/** @type {Entry[]} */ ([]));
  const more = signal(false);
  const problem = signal("");
  /** Which two are compared: numbers of entries, `to` null for now. */
  const pair = signal(/** @type {null | {from: number, to: number | null}} */ (null));
  const differences = signal(/** @type {null | any[]} */ (null));
  let known = false;
  let asking = false;
  const at = () => `${room.page.api}/universes/${world.about.value.id}`;
  const failed = (/** @type {unknown} */ error) => { problem.value = /** @type {Error} */ (error).message; };

  /** @param {number} [before] */
  async function load(before) {
    if (asking) return;
    asking = true;
    problem.value = "";
    try {
      const { data, meta } = await get(`${at()}/history?limit=${PAGE}${before ? `&before=${before}` : ""}`);
      entries.value = before ? [...entries.value, ...data] : data;
      more.value = Boolean(meta?.cursor?.before);
      known = true;
    } catch (error) {
      failed(error);
    }
    asking = false;
  }
  room.onEntry((entry) => {
    if (!known) return;
    /* What was taken back is struck through: the list is asked for anew. */
    if (entry.type.startsWith("history.")) load();
    else if (wordsOf(entry)) entries.value = [{ at: new Date().toISOString(), reversed: false, ...entry, changed: entry.ops }, ...entries.value];
  });

  /** @param {number} from @param {number | null} to */
  async function compare(from, to) {
    pair.value = { from, to };
    differences.value = null;
    problem.value = "";
    try {
      const { data } = await get(`${at()}/compare?from=${from}${to === null ? "" : `&to=${to}`}`);
      differences.value = data.differences;
    } catch (error) {
      failed(error);
    }
  }

  return {
    entries, more, problem, pair, differences, load, compare,
    open: () => { if (!known) load(); },
    close: () => { pair.value = null; differences.value = null; },
    /** @param {number} seq */
    async restore(seq) {
      const meaning = t("Its words, physics, music, bodies, joints and story become what they were then, for everybody. This is an entry of its own and can be undone.");
      if (await room.confirm(t("Back to number {number}?", { number: seq }), t("Make it so"), meaning)) room.send("universe.restore", { seq });
    },
  };
}

/** @param {{world: import("../world.js").World, past: Past, words: import("../words.js").FieldWords, unit: (what: string, field: string) => string, shown: boolean}} props */
export function HistoryPanel({ world, past, words, unit, shown }) {
  useEffect(() => { if (shown) past.open(); }, [shown]);
  const may = world.edits.value;
  const told = past.entries.value.map((entry) => ({ ...entry, words: wordsOf({ ...entry, ops: entry.changed }, words) })).filter((entry) => entry.words);
  const [newest, before] = told;
  /** The newest one is what is now: it is compared with the one before it. */
  const compare = (/** @type {number} */ seq) => (seq === newest.seq ? past.compare(before?.seq ?? 0, null) : past.compare(seq, null));
  return html`<section class="panel-body stack" aria-label=${t("Changes")}>
    <h2>${t("What was changed")}</h2>
    ${past.problem.value && html`<p class="alert" role="alert">${past.problem.value}</p>`}
    ${past.pair.value && html`<${Differences} past=${past} entries=${told} words=${words} unit=${unit} />`}
    ${told.length === 0 && html`<div class="empty"><${Icon} name="history" /><h3>${t("Nothing has happened yet")}</h3><p>${may ? t("Whatever anybody changes stands here, numbered, and can be brought back.") : t("Whatever is changed stands here, numbered.")}</p></div>`}
    <ol class="list past">${told.map((entry) => html`<li key=${entry.seq} class=${entry.reversed ? "past-reversed" : ""}>
      <span class="past-number small quiet">${entry.seq}</span>
      <span class="grow past-words"><span>${entry.words}</span><span class="small quiet">${[entry.by?.name ?? t("the server"), fromNow(new Date(entry.at), new Date()), entry.reversed ? t("taken back") : ""].filter(Boolean).join(" · ")}</span></span>
      <button type="button" class="btn btn-s btn-quiet" aria-label=${t("Compare number {number} with now", { number: entry.seq })} onClick=${() => compare(entry.seq)}>${t("Compare")}</button>
      ${may && html`<button type="button" class="btn btn-s btn-quiet" aria-label=${t("Restore number {number}", { number: entry.seq })} onClick=${() => past.restore(entry.seq)}>${t("Restore")}</button>`}</li>`)}</ol>
    ${past.more.value && html`<p><button type="button" class="btn" onClick=${() => past.load(past.entries.value.at(-1)?.seq)}>${t("Earlier ones")}</button></p>`}
  </section>`;
}

/** @param {{past: Past, entries: {seq: number, words: string}[], words: import("../words.js").FieldWords, unit: (what: string, field: string) => string}} props */
function Differences({ past, entries, words, unit }) {
  const { from, to } = /** @type {{from: number, to: number | null}} */ (past.pair.value);
  const found = past.differences.value;
  const options = entries.map(({ seq, words: what }) => html`<option key=${seq} value=${seq}>${seq}: ${what}</option>`);
  const number = (/** @type {any} */ event) => (event.target.value === "" ? null : Number(event.target.value));
  return html`<section class="stack-s differences" aria-label=${t("Comparison")}>
    <div class="row-s"><h3 class="grow">${t("What is other")}</h3><button type="button" class="btn btn-s btn-quiet" onClick=${past.close}><${Icon} name="x" />${t("Close the comparison")}</button></div>
    <div class="field-grid"><label class="small-field"><span>${t("from number")}</span><select value=${String(from)} onChange=${(/** @type {any} */ event) => past.compare(number(event) ?? from, to)}><option value="0">${t("0: the beginning")}</option>${options}</select></label>
      <label class="small-field"><span>${t("to number")}</span><select value=${to === null ? "" : String(to)} onChange=${(/** @type {any} */ event) => past.compare(from, number(event))}><option value="">${t("now")}</option>${options}</select></label></div>
    <div role="status">${found === null ? html`<p class="quiet">${t("Comparing …")}</p>` : found.length === 0 ? html`<p class="quiet">${t("Nothing is other between the two.")}</p>` : html`<dl class="difference-list">${found.map((one, index) => {
      const { what, from: before, to: after } = differenceWords(one, words, unit);
      return html`<div key=${index}><dt>${what}</dt><dd><s>${before}</s> <span aria-hidden="true">→</span><span class="visually-hidden">${t("became")}</span> <strong>${after}</strong></dd></div>`;
    })}</dl>`}</div>
  </section>`;
}
