/** Who is writing, in words. What is written for some is told to them alone, and is said to be a whisper. */
import { signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Leases } from "../live/leases.js";

/** @typedef {{name: string, private: boolean}} Typist */

/** @param {import("../store.js").Room} room */
export function openTyping(room) {
  const typists = signal(/** @type {Typist[]} */ ([]));
  const leases = new Leases((held) => { typists.value = [...held.values()]; });
  room.onPassing((event) => {
    if (event.type !== "chat.typing" || event.data.user === room.you.peek().user) return;
    if (event.data.typing) leases.renew(event.data.user, { name: event.data.name, private: Boolean(event.data.private) });
    else leases.end(event.data.user);
  });
  return typists;
}

/** @param {Typist[]} typists */
export function typingWords(typists) {
  if (!typists.length) return "";
  const [one, two] = typists;
  if (typists.length === 1) return one.private ? t("{name} is writing a whisper to you …", { name: one.name }) : t("{name} is typing …", { name: one.name });
  if (typists.length === 2) return t("{one} and {two} are typing …", { one: one.name, two: two.name });
  return t("Several people are typing …");
}
