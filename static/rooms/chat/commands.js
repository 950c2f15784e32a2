/**
 * The chat's commands as the line to write knows them: what may be completed, what is sent line by line, what opens the
 * help. The server is the one that obeys them; this list only says what they mean.
 *
 * @typedef {{name: string, aliases: string[], takes: string, meaning: string, leads?: boolean}} Command
 */
import { t } from "../../base/i18n.js";

/** @returns {Command[]} in the order in which the help shows them */
export function commands() {
  return [
    { name: "roll", aliases: ["r"], takes: t("2d6+3 # label"), meaning: t("Roll dice") },
    { name: "publicroll", aliases: ["pr"], takes: t("2d6+3"), meaning: t("Roll for everybody to see") },
    { name: "gmroll", aliases: ["gmr", "rgm", "rollgm"], takes: t("2d6+3"), meaning: t("Roll for you and the game masters") },
    { name: "blindroll", aliases: ["br", "broll", "rsec"], takes: t("2d6+3"), meaning: t("Roll for the game masters only; you do not see it") },
    { name: "selfroll", aliases: ["sr", "rme"], takes: t("2d6+3"), meaning: t("Roll for yourself only") },
    { name: "whisper", aliases: ["w"], takes: t("Name text"), meaning: t("Say it to one, to [several, people], to gm or to players") },
    { name: "reply", aliases: ["rep"], takes: t("text"), meaning: t("Answer the last whisper to you") },
    { name: "me", aliases: ["emote", "em", "e"], takes: t("text"), meaning: t("Say what you do") },
    { name: "ic", aliases: [], takes: t("text"), meaning: t("Speak in character") },
    { name: "ooc", aliases: ["o"], takes: t("text"), meaning: t("Speak out of character") },
    { name: "desc", aliases: ["story", "narrate"], takes: t("text"), meaning: t("Tell the story (game masters)"), leads: true },
    { name: "as", aliases: ["im"], takes: t("Name: text"), meaning: t("Speak as somebody") },
    { name: "help", aliases: ["?"], takes: "", meaning: t("Show all commands and how dice are written") },
  ];
}

/** @param {string} text */
export function asksForHelp(text) {
  return /^\/(help|\?)\s*$/i.test(text);
}

/** Whether whoever sends it sees nothing of it, and so should be told that it was done. @param {string} text */
export function isBlind(text) {
  return /^\/(blindroll|br|broll|rsec)\s/i.test(text);
}

/**
 * A text of several lines that all begin with a slash is as many commands; anything else is one message.
 * @param {string} text
 * @returns {string[]}
 */
export function splitCommands(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.length > 1 && lines.every((line) => line.startsWith("/")) ? lines : [text.trim()];
}
