/** Words for what sounds, and how it looks. */
import { t } from "../base/i18n.js";

/** @param {string} group */
export const groupName = (group) => ({ music: t("Music"), ambience: t("Ambience"), effects: t("Effects") }[group] ?? group);

/** @param {string} group */
export const groupIcon = (group) => ({ music: "music", ambience: "wind", effects: "zap" }[group] ?? "volume-2");

/** @param {string} kind */
export const kindName = (kind) => ({ loop: t("loop"), one_shot: t("one-shot"), music: t("music") }[kind] ?? kind);

/** Where a track belongs when nobody says otherwise. @param {string} kind */
export const groupOf = (kind) => ({ loop: "ambience", one_shot: "effects", music: "music" }[kind] ?? "effects");

/** How well this device is in step, short enough for the top bar. @param {import("./engine.js").Step} step */
export function stepWords({ state, ms }) {
  if (state === "measured") return t("in step ±{ms} ms", { ms });
  return { silent: t("silent"), blocked: t("sound is blocked"), muted: t("muted here"), measuring: t("step not measured yet") }[state];
}

/** The same in a sentence. @param {import("./engine.js").Step} step */
export function stepSentence({ state, ms }) {
  if (state === "measured") {
    return t("What you hear is at most {ms} ms from where the table is, as far as this browser can tell. What a wireless loudspeaker adds it does not know: set that below.", { ms });
  }
  return {
    silent: t("Nothing sounds, so nothing is measured."),
    blocked: t("This browser keeps the page silent until you click."),
    muted: t("Muted on this device; nothing is measured meanwhile."),
    measuring: t("Not measured yet: it takes a few seconds after a sound begins."),
  }[state];
}
