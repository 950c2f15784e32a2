/**
 * The chat as one column: the newest messages come with the state, older ones from REST as one scrolls up. What leaves
 * the state's window stays here; what was deleted leaves both.
 */

/** @typedef {{id: string, seq: number, kind: string, text: string, by: {user: string, name: string, colour: string}, at: string}} Message */

/**
 * @param {Message[]} known in order, oldest first
 * @param {Message[]} window the state's newest messages, oldest first
 * @param {number} size how many the window holds when it is full
 * @returns {Message[]}
 */
export function merge(known, window, size) {
  if (!window.length) return known.length && known.length < size ? [] : known;
  const oldest = window[0].seq;
  const before = known.filter((message) => message.seq < oldest);
  const last = known[known.length - 1];
  const missed = window.length >= size && last !== undefined && last.seq < oldest;
  return missed ? window : [...before, ...window];
}

/**
 * @param {Message[]} known
 * @param {Message[]} older a page from REST, in any order
 * @returns {Message[]}
 */
export function prepend(known, older) {
  const ids = new Set(known.map((message) => message.id));
  const fresh = older.filter((message) => !ids.has(message.id));
  return [...fresh, ...known].sort((a, b) => a.seq - b.seq);
}

const GROUP_MS = 5 * 60_000;

/**
 * Consecutive lines of one speaker stand under one name.
 * @param {Message[]} messages
 * @returns {Message[][]}
 */
export function grouped(messages) {
  /** @type {Message[][]} */
  const groups = [];
  for (const message of messages) {
    const group = groups[groups.length - 1];
    const last = group?.[group.length - 1];
    const goesOn = last && last.by?.user === message.by?.user && last.kind === message.kind
      && Date.parse(message.at) - Date.parse(group[0].at) < GROUP_MS;
    if (goesOn) group.push(message);
    else groups.push([message]);
  }
  return groups;
}
