/** The fight in the scene in view, as signals: who stands in it, whose turn it is and whose is next, which token that is. */
import { computed } from "../../vendor/ui.js";
import { fromHex, sha256, toHex } from "../../base/sha256.js";
import { t } from "../../base/i18n.js";

/** @typedef {ReturnType<typeof openFight>} Fight */

/** @type {Map<string, string>} */
const marks = new Map();

/** What a combatant names its token by: only who has the token can tell which it is. @param {string} token its id */
export function markOf(token) {
  let mark = marks.get(token);
  if (!mark) {
    mark = toHex(sha256(fromHex(token.replaceAll("-", "")))).slice(0, 16);
    marks.set(token, mark);
  }
  return mark;
}

/** The next who lives after `turn`, in the order of ids that this viewer knows. @param {any[]} line @param {string | null} turn */
export function following(line, turn) {
  const at = line.findIndex((one) => one.id === turn);
  if (at < 0) return null;
  for (let step = 1; step < line.length; step += 1) {
    const one = line[(at + step) % line.length];
    if (!one.killed) return one;
  }
  return null;
}

/**
 * @param {import("../../rooms/store.js").Room} room
 * @param {(kind: string) => import("../../vendor/ui.js").ReadonlySignal<any[]>} kindHere the things of a kind in view
 * @param {import("../../vendor/ui.js").ReadonlySignal<any[]>} tokens
 */
export function openFight(room, kindHere, tokens) {
  const encounters = kindHere("encounter");
  const encounter = computed(() => encounters.value.find((one) => one.active) ?? null);
  const combatants = computed(() => new Map(kindHere("combatant").value.map((one) => [one.id, one])));
  const byMark = computed(() => (encounter.value ? new Map(tokens.value.map((token) => [markOf(token.id), token])) : new Map()));
  const line = computed(() => (encounter.value?.order ?? []).flatMap((/** @type {string} */ id) => combatants.value.get(id) ?? []));
  const now = computed(() => combatants.value.get(encounter.value?.turn) ?? null);
  const next = computed(() => following(line.value, encounter.value?.turn ?? null));
  const tokenOf = (/** @type {any} */ one) => byMark.value.get(one.mark) ?? null;
  const about = (/** @type {object} */ data = {}) => ({ encounter: encounter.peek()?.id, ...data });
  return {
    encounter, line, now, next, tokenOf,
    /** The id of the token whose turn it is, as far as this viewer sees it. */
    turn: computed(() => (now.value && tokenOf(now.value)?.id) ?? null),
    /** Somebody acts whom this viewer does not see. */
    unseen: computed(() => Boolean(encounter.value?.round) && !now.value),
    past: computed(() => encounters.value.filter((one) => !one.active)),
    lines: computed(() => [...kindHere("encounter_line").value].sort((a, b) => (a.at < b.at ? -1 : 1))),
    nameOf: (/** @type {any} */ one) => one.name || t("somebody"),
    begin: (/** @type {string} */ scene, /** @type {string[]} */ chosen) => room.send("encounter.start", { scene, tokens: chosen }),
    add: (/** @type {any[]} */ those, /** @type {boolean} */ show) => room.send("encounter.add", about({ combatants: those, show })),
    bulk: (/** @type {object} */ data) => room.send("encounter.bulk", about(data)),
    rollMissing: (/** @type {boolean} */ show) => room.send("encounter.roll", about({ show })),
    step: (/** @type {"next" | "previous" | "sort" | "clear" | "end"} */ verb) => encounter.peek() && room.send(`encounter.${verb}`, about()),
    reorder: (/** @type {string[]} */ order) => room.send("combatant.order", about({ order })),
    /** @param {string} verb @param {any} one @param {object} [data] */
    of: (verb, one, data = {}) => room.send(`combatant.${verb}`, { combatant: one.id, ...data }),
    forget: (/** @type {any} */ earlier) => room.send("encounter.delete", { encounter: earlier.id }),
  };
}
