/** Rolls in words: numbers, signs, what became of each die, and who may see it. */
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";

const decimals = new Intl.NumberFormat(language(), { maximumFractionDigits: 3 });
const SIGNS = { "-": "−", "*": "×", "/": "÷", "**": "^" };

/** @param {number} value */
export const numberWords = (value) => decimals.format(value).replace("-", "−");

/** @param {string} sign an operator as the server writes it */
export const signWords = (sign) => SIGNS[/** @type {keyof typeof SIGNS} */ (sign)] ?? sign;

/** What a die shows on its face. @param {any} die @param {number | string} sides */
export function face(die, sides) {
  if (sides === "F") return { 1: "+", "-1": "−" }[String(die.value)] ?? "0";
  return numberWords(die.value);
}

/** What became of a die, for those who hear it. @param {any} die */
export function dieWords(die) {
  const facts = [
    die.from && t("thrown again after {numbers}", { numbers: die.from.join(", ") }),
    die.throws && t("added up from {numbers}", { numbers: die.throws.join(", ") }),
    die.clamped && t("showed {number}", { number: die.natural }),
    !die.clamped && !die.throws && die.natural !== undefined && t("one less than {number}", { number: die.natural }),
    die.exploded && !die.throws && t("exploded"),
    die.critical === "success" && t("natural 20"),
    die.critical === "failure" && t("natural 1"),
    die.success && t("counts"),
    die.failure && t("failed"),
    die.match && t("one of several equal"),
    die.dropped && t("dropped"),
  ].filter(Boolean);
  return [numberWords(die.value), ...facts].join(", ");
}

/** What is seen at a glance: the highest face, the lowest. @param {any} die @param {number | string} sides */
export function luck(die, sides) {
  const natural = die.natural ?? die.value;
  if (die.dropped || typeof sides === "string" || sides < 4) return "";
  if (natural === sides) return "die-highest";
  return natural === 1 ? "die-lowest" : "";
}

/** Who sees a roll; empty for everybody. @param {string} visibility @param {boolean} [whispered] to others beside its roller */
export function visibilityWords(visibility, whispered = false) {
  if (visibility === "self" && whispered) return t("the roller and those it is whispered to see this");
  return { gm: t("the roller and the game masters see this"), blind: t("only game masters see this"), self: t("only the roller sees this") }[visibility] ?? "";
}

/** @param {string} critical */
export function criticalWords(critical) {
  return { success: t("Critical"), failure: t("Fumble") }[critical] ?? "";
}
