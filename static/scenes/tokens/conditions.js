/** The conditions of the rules (SRD 5.1, appendix A) by their names on the wire, with a word and an icon each. */
import { t } from "../../base/i18n.js";

/** @type {() => [string, string, string][]} name on the wire, word, icon */
export const standard = () => [
  ["blinded", t("blinded"), "eye-off"],
  ["charmed", t("charmed"), "heart"],
  ["deafened", t("deafened"), "ear-off"],
  ["exhausted", t("exhausted"), "battery-low"],
  ["frightened", t("frightened"), "ghost"],
  ["grappled", t("grappled"), "grab"],
  ["incapacitated", t("incapacitated"), "ban"],
  ["invisible", t("invisible"), "circle-dashed"],
  ["paralyzed", t("paralyzed"), "zap"],
  ["petrified", t("petrified"), "mountain"],
  ["poisoned", t("poisoned"), "flask-conical"],
  ["prone", t("prone"), "arrow-down-to-line"],
  ["restrained", t("restrained"), "link"],
  ["stunned", t("stunned"), "sparkles"],
  ["unconscious", t("unconscious"), "moon"],
  ["concentrating", t("concentrating"), "focus"],
  ["dead", t("dead"), "skull"],
];

/** @param {string} name @returns {{word: string, icon: string}} one's own words as they are */
export function conditionOf(name) {
  const known = standard().find(([one]) => one === name);
  return known ? { word: known[1], icon: known[2] } : { word: name, icon: "circle-alert" };
}

/** For instance "prone, 2 rounds". @param {{name: string, rounds: number | null}} condition */
export function conditionWords({ name, rounds }) {
  const { word } = conditionOf(name);
  return rounds ? t("{condition}, {rounds} rounds", { condition: word, rounds }) : word;
}
