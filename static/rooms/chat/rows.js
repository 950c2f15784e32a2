/**
 * The column as rows: a line for each day, what one speaker said in one breath under one name, what happened in between,
 * and where the unread begins.
 *
 * @typedef {import("../past/history.js").Message & {speaker?: string, to?: any, reply_to?: string | null, deleted?: string, files?: any[]}} Said
 * @typedef {{key: string, at: string, text: string, icon?: string}} Note something that happened, told to everybody
 * @typedef {{type: "day", key: string, at: string} | {type: "unread", key: string} | {type: "note", key: string, note: Note} | {type: "group", key: string, messages: Said[]}} Row
 */

const BREATH_MS = 5 * 60_000;

/**
 * @param {Said[]} messages oldest first
 * @param {{notes?: Note[], unreadFrom?: number | null, whole?: boolean}} [more] `whole`: nothing older is left to load,
 *   so that notes from before the first message have their place
 * @returns {Row[]}
 */
export function rowsOf(messages, { notes = [], unreadFrom = null, whole = true } = {}) {
  const since = whole || !messages.length ? "" : messages[0].at;
  const waiting = notes.filter(({ at }) => Date.parse(at) >= (since ? Date.parse(since) : 0)).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  /** @type {Row[]} */
  const rows = [];
  let day = "";
  const dayOf = (/** @type {string} */ at) => {
    const next = new Date(at).toDateString();
    if (next !== day) rows.push({ type: "day", key: `day ${next}`, at });
    day = next;
  };
  const told = (/** @type {number} */ until) => {
    while (waiting.length && Date.parse(waiting[0].at) <= until) {
      const note = /** @type {Note} */ (waiting.shift());
      dayOf(note.at);
      rows.push({ type: "note", key: note.key, note });
    }
  };
  let marked = unreadFrom === null;
  for (const message of messages) {
    told(Date.parse(message.at));
    dayOf(message.at);
    if (!marked && message.seq >= Number(unreadFrom)) {
      rows.push({ type: "unread", key: "unread" });
      marked = true;
    }
    const last = rows[rows.length - 1];
    if (last.type === "group" && goesOn(last.messages, message)) last.messages.push(message);
    else rows.push({ type: "group", key: message.id, messages: [message] });
  }
  told(Infinity);
  return rows;
}

/** @param {Said[]} group @param {Said} next */
function goesOn(group, next) {
  const last = group[group.length - 1];
  return last.by?.user === next.by?.user && last.by?.name === next.by?.name && voice(last) === voice(next)
    && (last.speaker ?? "") === (next.speaker ?? "") && readers(last) === readers(next) && !next.reply_to
    && Date.parse(next.at) - Date.parse(group[0].at) < BREATH_MS;
}

/** Rolls stand among the words of who rolled them; a secret one says by itself who sees it. @param {Said} message */
const voice = (message) => (message.kind === "roll" && !message.to ? "say" : message.kind);
/** @param {Said} message */
const readers = (message) => (message.to ? `${message.to.gm} ${[...(message.to.users ?? [])].sort().join(" ")}` : "");
