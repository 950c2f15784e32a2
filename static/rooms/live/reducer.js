/**
 * The one reducer: state = fold(snapshot, entries). The server has its twin in `rooms/live/fold.py`; both are tested on
 * `rooms/live/tests/cases/reducer.json`. Pure: no state is changed, unchanged kinds keep their identity, so a panel can
 * see with `===` that nothing of its kind happened.
 *
 * @typedef {{[field: string]: any}} Thing
 * @typedef {{seq: number, scene: string | null, sight: string, things: {[kind: string]: {[id: string]: Thing}}}} State
 * @typedef {["put" | "patch", string, string, Thing] | ["gone", string, string]} Op
 * @typedef {{seq: number, type: string, ops: Op[], from?: number, by?: {user: string, name: string} | null, re?: string, at?: string}} Entry
 */

/** The newest messages that a snapshot holds; older ones come from the history. */
export const MESSAGE_WINDOW = 50;

/**
 * How an entry stands to a state: already folded, the next one, or after a gap (ask `resume`).
 * @param {number} seq the state's number
 * @param {{seq: number, from?: number}} entry
 * @returns {"old" | "next" | "gap"}
 */
export function standing(seq, entry) {
  if (entry.seq <= seq) return "old";
  return (entry.from ?? entry.seq) <= seq + 1 ? "next" : "gap";
}

/**
 * @param {State} state
 * @param {Entry} entry
 * @returns {State} the same object when the entry was folded before
 */
export function fold(state, entry) {
  if (entry.seq <= state.seq) return state;
  const things = { ...state.things };
  for (const [verb, kind, id, data] of entry.ops) {
    const before = things[kind] ?? {};
    if (verb === "put" && !elsewhere(state, data)) things[kind] = { ...before, [id]: data };
    else if (verb === "patch" && id in before) things[kind] = { ...before, [id]: { ...before[id], ...data } };
    else if (verb === "gone" && id in before) things[kind] = without(before, id);
  }
  if (things.message !== state.things.message) things.message = newest(things.message);
  return { ...state, seq: entry.seq, things };
}

/** @param {State} state @param {Thing} data a thing of a scene that this state does not look at */
function elsewhere(state, data) {
  return Boolean(state.scene && data.scene && data.scene !== state.scene);
}

/** @param {{[id: string]: Thing}} things @param {string} id */
function without(things, id) {
  const { [id]: _gone, ...rest } = things;
  return rest;
}

/** @param {{[id: string]: Thing}} messages */
function newest(messages) {
  const all = Object.entries(messages);
  if (all.length <= MESSAGE_WINDOW) return messages;
  return Object.fromEntries(all.sort(([, a], [, b]) => a.seq - b.seq).slice(-MESSAGE_WINDOW));
}
