/**
 * Who comes and who goes, said once in words; of who only looks in, that somebody does. A lost line, a reload or a second
 * device is no coming and no going: who vanishes has fifteen seconds to be back.
 */
import { effect, html, signal } from "../../vendor/ui.js";
import { newId } from "../../base/ids.js";
import { t } from "../../base/i18n.js";

export const GRACE_MS = 15_000;
const MOST_LINES = 200;

/** @typedef {ReturnType<typeof openPresence>} Presence */

/** @param {import("../store.js").Room} room */
export function openPresence(room) {
  const lines = signal(/** @type {{id: string, text: string, at: string}[]} */ ([]));
  /** @type {Map<string, string> | null} who is here by what was said so far; null until it is first known */
  let here = null;
  /** @type {Map<string, any>} */
  const leaving = new Map();

  const say = (/** @type {string} */ text) => {
    lines.value = [...lines.peek().slice(1 - MOST_LINES), { id: newId(), text, at: new Date().toISOString() }];
  };

  /** @param {string} user */
  function goes(user) {
    if (leaving.has(user)) return;
    leaving.set(user, setTimeout(() => {
      leaving.delete(user);
      say(t("{name} has gone.", { name: here?.get(user) ?? "" }));
      here?.delete(user);
    }, GRACE_MS));
  }

  effect(() => {
    const others = room.present.value.filter((person) => person.user !== room.you.peek().user);
    if (!room.present.value.length) return; /* one is here oneself: nobody means that the line is down */
    if (!here) {
      here = new Map(others.map((person) => [person.user, person.name]));
      return;
    }
    const now = new Set(others.map((person) => person.user));
    for (const user of here.keys()) if (!now.has(user)) goes(user);
    for (const { user, name } of others) {
      clearTimeout(leaving.get(user));
      leaving.delete(user);
      if (!here.has(user)) say(t("{name} is here.", { name }));
      here.set(user, name);
    }
  });

  let seen = false;
  /** @type {any} */
  let unseen;
  effect(() => {
    if (!room.present.value.length) return;
    if (room.onlookers.value) {
      clearTimeout(unseen);
      unseen = undefined;
      if (!seen) say(t("Somebody looks in."));
      seen = true;
    } else if (seen && !unseen) {
      unseen = setTimeout(() => {
        seen = false;
        unseen = undefined;
        say(t("Nobody looks in any more."));
      }, GRACE_MS);
    }
  });

  return { lines };
}

/** For who does not see the chat: the newest line is read out. @param {{presence: Presence}} props */
export function PresenceVoice({ presence }) {
  const { lines } = presence;
  return html`<p class="visually-hidden" aria-live="polite">${lines.value[lines.value.length - 1]?.text ?? ""}</p>`;
}
