/**
 * A roll: the formula small, every die as a polygon, the total large. Dropped dice are struck through; whatever colour says
 * is also said in words. "Check" repeats the server's sums in this page.
 */
import { html, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { DieShape } from "./dice_shapes.js";
import { criticalWords, dieWords, face, luck, numberWords, signWords, visibilityWords } from "./roll_words.js";
import { hear, verify } from "./verify.js";

/** More dice than that are shown when one asks for them. */
const DICE_SHOWN = 30;

/** @param {{roll: any, by?: {name?: string} | null, whispered?: boolean}} props `roll` as the message has it (rooms/dice/README.md) */
export function RollCard({ roll, by, whispered = false }) {
  useEffect(() => hear(roll.proof?.next), [roll.proof?.next]);
  const verdict = useSignal(/** @type {import("./verify.js").Verdict | null} */ (null));
  const secret = visibilityWords(roll.visibility, whispered);
  const critical = criticalWords(roll.critical);
  const name = roll.label || (by?.name ? t("{name} rolls", { name: by.name }) : t("Roll"));
  return html`<div class=${`roll ${roll.critical ? `roll-${roll.critical}` : ""} ${secret ? "roll-secret" : ""}`} role="group" aria-label=${name}>
    <div class="roll-head">
      ${roll.label && html`<span class="roll-label">${roll.label}</span>`}
      <code class="roll-formula">${roll.formula}</code>
      ${roll.proof && !verdict.value && html`<${IconButton} icon="check" class="btn-quiet roll-check" label=${t("Check the dice")} onClick=${() => { verdict.value = verify(roll); }} />`}
    </div>
    <div class="roll-body">
      <div class="roll-parts">${roll.parts.map((/** @type {any} */ part, /** @type {number} */ at) => html`<${Part} key=${at} part=${part} />`)}</div>
      <span class="roll-result">
        ${critical && html`<span class="roll-critical"><${Icon} name=${roll.critical === "success" ? "crown" : "circle-alert"} class="icon-s" />${critical}</span>`}
        <strong class="roll-total"><span class="visually-hidden">${t("Total:")} </span>${numberWords(roll.total)}</strong>
      </span>
    </div>
    ${secret && html`<span class="chip roll-visibility"><${Icon} name="eye-off" class="icon-s" />${secret}</span>`}
    ${verdict.value && html`<${Checked} verdict=${verdict.value} proof=${roll.proof} />`}
  </div>`;
}

/** @param {{part: any}} props */
function Part({ part }) {
  if (typeof part === "string") return html`<span class="roll-sign">${signWords(part)}</span>`;
  switch (part.t) {
    case "number": return html`<span class="roll-number" title=${part.name || undefined}>${numberWords(part.value)}${part.name && html`<span class="visually-hidden"> (${part.name})</span>`}</span>`;
    case "dice": return html`<${Dice} part=${part} />`;
    case "pool": return html`<span class="roll-group">${bracket("{")}${part.entries.map((/** @type {any} */ entry, /** @type {number} */ at) => html`<${Entry} key=${at} entry=${entry} many=${part.entries.length > 1} />`)}${bracket("}")}</span>`;
    case "call": return html`<span class="roll-group">${bracket(`${part.name}(`)}${part.args.map((/** @type {any[]} */ parts, /** @type {number} */ at) => html`<span key=${at} class="roll-group">${at > 0 && bracket(",")}${parts.map((inner, index) => html`<${Part} key=${index} part=${inner} />`)}</span>`)}${bracket(")")}</span>`;
    default: return html`<span class="roll-group" title=${part.name || undefined}>${bracket("(")}${part.parts.map((/** @type {any} */ inner, /** @type {number} */ at) => html`<${Part} key=${at} part=${inner} />`)}${bracket(")")}</span>`;
  }
}

/** @param {string} sign */
const bracket = (sign) => html`<span class="roll-sign">${sign}</span>`;

/** One part of a pool with its own result. @param {{entry: any, many: boolean}} props */
function Entry({ entry, many }) {
  const state = entry.dropped ? t("dropped") : entry.success ? t("counts") : entry.failure ? t("failed") : "";
  return html`<span class=${`roll-entry ${entry.dropped ? "roll-entry-dropped" : ""} ${entry.success ? "roll-entry-counts" : ""}`}>
    ${entry.parts.map((/** @type {any} */ part, /** @type {number} */ at) => html`<${Part} key=${at} part=${part} />`)}
    ${many && html`<span class="roll-sign">=</span><span class="roll-number">${numberWords(entry.value)}</span>`}
    ${state && html`<span class="visually-hidden">, ${state}</span>`}</span>`;
}

/** @param {{part: any}} props */
function Dice({ part }) {
  const all = useSignal(false);
  const { dice, sides, note, thrown } = part;
  const shown = all.value ? dice : dice.slice(0, DICE_SHOWN);
  const hidden = dice.length - shown.length;
  return html`<span class="roll-dice">
    ${thrown && html`<span class="roll-group roll-thrown" title=${t("how many dice, or of how many sides")}>${thrown.map((/** @type {any} */ inner, /** @type {number} */ at) => html`<${Part} key=${at} part=${inner} />`)}<span class="roll-sign">→</span></span>`}
    <ul aria-label=${part.formula}>${shown.map((/** @type {any} */ die, /** @type {number} */ at) => html`<${Die} key=${at} die=${die} sides=${sides} />`)}</ul>
    ${hidden > 0 && html`<button type="button" class="btn btn-s btn-quiet" onClick=${() => { all.value = true; }}>${tn("and {count} die", "and {count} dice", hidden)}</button>`}
    ${note && html`<span class="roll-note">${note}</span>`}
  </span>`;
}

/** @param {{die: any, sides: number | string}} props */
function Die({ die, sides }) {
  const words = dieWords(die);
  const state = [die.dropped && "die-dropped", die.exploded && "die-exploded", die.success && "die-success", die.failure && "die-failure", die.match && "die-match", luck(die, sides)];
  return html`<li title=${words}>
    ${(die.from ?? []).map((/** @type {number} */ value, /** @type {number} */ at) => html`<s key=${at} class="die-before" aria-hidden="true">${value}</s>`)}
    <${DieShape} sides=${sides} class=${state.filter(Boolean).join(" ")}>${face(die, sides)}<//>
    <span class="visually-hidden">${words}</span></li>`;
}

/** What the page's own sums say. @param {{verdict: import("./verify.js").Verdict, proof: import("./verify.js").Proof}} props */
function Checked({ verdict, proof }) {
  const { promised, told, thrown, shown } = verdict;
  const holds = promised && thrown && shown;
  const here = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => here.current?.scrollIntoView({ block: "nearest" }), []); /* the newest roll stands at the lower edge */
  return html`<div ref=${here} class=${`roll-verdict ${holds ? "roll-verdict-holds" : "roll-verdict-fails"}`} role="status">
    <p><${Icon} name=${holds ? "check" : "circle-alert"} class="icon-s" /><strong>${holds ? t("This page did the sums again: the dice are as they must be.") : t("These dice are not those that were promised.")}</strong></p>
    <ul class="small">
      <li>${promised ? t("The seed is the one promised before the roll.") : t("The seed is not the one promised before the roll.")}
        ${" "}${told ? t("This page had heard the promise.") : t("The promise is older than this page, so it has only the server's word that it came first.")}</li>
      <li>${thrown ? t("Seed, salt and formula give these dice.") : t("Seed, salt and formula give other dice.")}
        ${" "}${proof.salt ? t("The roller's page chose the salt.") : t("No page added a salt.")}</li>
      ${!shown && html`<li>${t("The card shows other dice than were thrown.")}</li>`}
    </ul>
    <details><summary class="small">${t("The numbers")}</summary>
      <dl class="small roll-proof">
        <dt>${t("Promise (SHA-256 of the seed)")}</dt><dd><code>${proof.commitment}</code></dd>
        <dt>${t("Seed")}</dt><dd><code>${proof.seed}</code></dd>
        <dt>${t("Salt")}</dt><dd><code>${proof.salt || "–"}</code></dd>
        <dt>${t("Promise for the next roll")}</dt><dd><code>${proof.next}</code></dd>
      </dl></details>
  </div>`;
}
