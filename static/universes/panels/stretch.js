/** A stretch of the endless piece: how long it is, and whether it can be rendered. Pure. */
import { t } from "../../base/i18n.js";

export const MOST_SECONDS = 600;
export const MOST_BARS = 2_000;

/** Seconds of a bar: a metre's upper number counts its lower one. @param {{metre: string, tempo: number}} music tempo in quarter notes a minute */
export function barSeconds({ metre, tempo }) {
  const [upper, lower] = metre.split("/").map(Number);
  return ((upper * 4) / lower) * (60 / tempo);
}

/** @param {"bars" | "seconds"} by @param {number} amount @param {{metre: string, tempo: number}} music @returns {number} */
export const secondsOf = (by, amount, music) => (by === "bars" ? amount * barSeconds(music) : amount);

/** Why it cannot be rendered; "" if it can. @param {"bars" | "seconds"} by @param {number} amount @param {{metre: string, tempo: number}} music */
export function problemOfStretch(by, amount, music) {
  if (!Number.isFinite(amount) || amount <= 0) return t("Say how long it is to be.");
  if (by === "bars" && (!Number.isInteger(amount) || amount > MOST_BARS)) return t("Whole bars, {most} at most.", { most: MOST_BARS });
  return secondsOf(by, amount, music) > MOST_SECONDS ? t("Ten minutes are the most.") : "";
}

/** @param {number} seconds @returns {string} minutes and seconds */
export function clockWords(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
