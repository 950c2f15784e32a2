/** Search in all that one may read of the talk: words, "words side by side", by whom and of which kind. */
import { html, signal, useEffect, useMemo, useRef } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon } from "../../base/parts.js";
import { FoundMessage, goThrough } from "./found.js";

const PAUSE_MS = 250;
const LONGEST = 200;
/** The server counts no further. */
const COUNTED = 1000;

/**
 * @param {import("../store.js").Room} room
 * @param {{ask?: typeof get, wait?: number}} [parts] others than the real ones are for tests
 */
export function openSearch(room, { ask = get, wait = PAUSE_MS } = {}) {
  const query = signal("");
  const from = signal("");
  const kind = signal("");
  const found = signal(/** @type {any[]} */ ([]));
  const count = signal(/** @type {number | null} */ (null));
  const busy = signal(false);
  const problem = signal("");
  let before = /** @type {number | null} */ (null);
  let asked = 0;
  /** @type {any} */
  let timer = null;

  /** @param {boolean} more the next page, below what is shown */
  async function look(more = false) {
    clearTimeout(timer);
    const mine = (asked += 1);
    problem.value = "";
    if (!query.value.trim()) {
      found.value = [];
      count.value = before = null;
      busy.value = false;
      return;
    }
    busy.value = true;
    const wanted = new URLSearchParams({ q: query.value });
    if (from.value) wanted.set("from", from.value);
    if (kind.value) wanted.set("kind", kind.value);
    if (more && before !== null) wanted.set("before", String(before));
    try {
      const { data, meta } = await ask(`${room.page.api}/rooms/${room.page.room.id}/search?${wanted}`);
      if (mine !== asked) return; /* meanwhile something else was asked for */
      found.value = more ? [...found.value, ...data] : data;
      if (!more) count.value = meta.count;
      before = meta.cursor.before;
    } catch (error) {
      if (mine !== asked) return;
      problem.value = /** @type {Error} */ (error).message;
    }
    busy.value = false;
  }

  return {
    query, from, kind, found, count, busy, problem, look,
    more: () => look(true),
    hasMore: () => before !== null && found.value.length > 0,
    /** @param {string} text */
    write(text) {
      query.value = text;
      clearTimeout(timer);
      timer = setTimeout(look, text.trim() ? wait : 0);
    },
    /** @param {"from" | "kind"} filter @param {string} value */
    narrow(filter, value) {
      (filter === "from" ? from : kind).value = value;
      look();
    },
  };
}

/** @param {{chat: any, room: import("../store.js").Room, onJump: (seq: number) => void, onClose?: () => void}} props */
export function SearchPanel({ room, onJump, onClose }) {
  const search = useMemo(() => openSearch(room), [room]);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { field.current?.focus(); }, []);

  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (list.current?.querySelector(".found-jump"))?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (search.query.value) search.write("");
      else onClose?.();
    }
  };
  return html`<section class="talk-search" role="search" aria-label=${t("Search the talk")}>
    <form class="talk-search-form" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); search.look(); }}>
      <label class="talk-search-field"><${Icon} name="search" /><span class="visually-hidden">${t("Search the talk")}</span>
        <input ref=${field} type="search" maxlength=${LONGEST} value=${search.query.value} placeholder=${t("Words, or “words side by side”")}
          autocomplete="off" enterkeyhint="search" onInput=${(/** @type {any} */ event) => search.write(event.target.value)} onKeyDown=${key} /></label>
      <div class="row-s">
        <select aria-label=${t("Said by")} value=${search.from.value} onChange=${(/** @type {any} */ event) => search.narrow("from", event.target.value)}>
          <option value="">${t("Anybody")}</option>
          ${room.members.value.map((member) => html`<option value=${member.user}>${member.name}</option>`)}
        </select>
        <select aria-label=${t("Kind of message")} value=${search.kind.value} onChange=${(/** @type {any} */ event) => search.narrow("kind", event.target.value)}>
          <option value="">${t("Everything")}</option>
          ${kinds().map(([value, words]) => html`<option value=${value}>${words}</option>`)}
        </select>
      </div>
    </form>
    <p class="talk-search-count quiet small" role="status">${wordsOfCount(search)}</p>
    ${search.problem.value && html`<p class="error-text" role="alert">${search.problem.value} <button type="button" class="btn btn-s" onClick=${() => search.look()}>${t("Try again")}</button></p>`}
    <ul class="list found-list" ref=${list} onKeyDown=${(/** @type {KeyboardEvent} */ event) => goThrough(event, field.current)}>
      ${search.found.value.map((message) => html`<${FoundMessage} key=${message.id} message=${message} onJump=${onJump} />`)}
    </ul>
    ${search.hasMore() && html`<button type="button" class="btn btn-quiet btn-s" disabled=${search.busy.value} onClick=${search.more}>${t("Show more")}</button>`}
  </section>`;
}

/** @param {ReturnType<typeof openSearch>} search */
function wordsOfCount(search) {
  if (search.problem.value) return "";
  const count = search.count.value;
  if (count === null) return search.busy.value ? t("Searching …") : t("Finds what you may read here, whispers to you among it.");
  if (count === 0) return t("Nothing found. Fewer words, or the beginning of one, find more.");
  if (count >= COUNTED) return t("{count}+ messages", { count: COUNTED.toLocaleString(language()) });
  return tn("One message", "{count} messages", count);
}

function kinds() {
  return [
    ["say", t("Said")], ["ic", t("In character")], ["ooc", t("Out of character")],
    ["emote", t("Emotes")], ["narration", t("Narration")], ["roll", t("Rolls")],
  ];
}
