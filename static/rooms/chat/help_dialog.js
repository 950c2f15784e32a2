/** All commands of the chat, what else the line understands, and the way to how dice are written. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon } from "../../base/parts.js";
import { commands } from "./commands.js";
import { DiceHelp } from "../dice/dice_help.js";

/** @returns {[string, string][]} */
const writing = () => [
  ["**…** · *…* · ~~…~~ · `…`", t("bold, italic, struck through, as code")],
  ["> … · - … · 1. …", t("a quote, a list, a numbered list")],
  ["@", t("names somebody, who is told of it")],
  ["[[2d6+3]]", t("rolls within the sentence; [[/r 2d6]] is a button that others may press")],
  ["//", t("a text that begins with a slash and is no command")],
];
/** @returns {[string, string][]} */
const keys = () => [
  ["Enter · Shift+Enter", t("send; a new line")],
  ["↑", t("what you said before; in the messages: the one above")],
  ["Tab", t("takes the suggestion")],
  ["Escape", t("puts away suggestions, the answer, the change")],
  [t("Enter on a message"), t("what one can do with it; a long press does the same")],
];

/** @param {{onClose: () => void}} props */
export function HelpDialog({ onClose }) {
  const dice = useSignal(false);
  if (dice.value) return html`<${DiceHelp} onClose=${onClose} />`;
  return html`<${Dialog} title=${t("What one can write")} onClose=${onClose} wide>
    <section><h3>${t("Commands")}</h3><dl class="say-help">${commands().map(({ name, aliases, takes, meaning }) => html`<div key=${name}>
      <dt><code>/${name}</code> <span class="quiet">${takes}</span></dt><dd>${meaning}${aliases.length > 0 && html` <span class="quiet small">${t("also {aliases}", { aliases: aliases.map((alias) => `/${alias}`).join(" ") })}</span>`}</dd></div>`)}</dl>
      <p class="small quiet">${t("Several lines that all begin with a slash are sent one by one.")}</p></section>
    <section><h3>${t("Words")}</h3><${Pairs} pairs=${writing()} /></section>
    <section><h3>${t("Keys")}</h3><${Pairs} pairs=${keys()} /></section>
    <div class="dialog-actions"><button type="button" class="btn" onClick=${() => { dice.value = true; }}><${Icon} name="dices" />${t("How dice are written")}</button></div><//>`;
}

/** @param {{pairs: [string, string][]}} props */
function Pairs({ pairs }) {
  return html`<dl class="say-help">${pairs.map(([written, meaning]) => html`<div key=${written}><dt><code>${written}</code></dt><dd>${meaning}</dd></div>`)}</dl>`;
}
