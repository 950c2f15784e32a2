/** The dice beside the line to write: tap dice together or write a formula, choose who sees it, throw. */
import { html, useComputed, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { newId } from "../../base/ids.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { DiceHelp } from "./dice_help.js";
import { Outline } from "./dice_shapes.js";
import { askPrompts } from "./prompts.js";
import { RollStats } from "./roll_stats.js";
import { formulaOf, NOTHING, picking, TRAY } from "./tray_formula.js";

const LONGEST = 500;
const MOST_MODIFIER = 999;

/** Kept while the page is open: one rolls again what one rolled, and to the same readers. */
const kept = { visibility: "public" };

/** @param {{room: import("../store.js").Room, onClose?: () => void}} props */
export function DiceTray({ room, onClose }) {
  const picked = useSignal(NOTHING);
  const written = useSignal(/** @type {string | null} */ (null));
  const label = useSignal("");
  const visibility = useSignal(kept.visibility);
  const more = useSignal(/** @type {"" | "help" | "statistics"} */ (""));
  const first = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const formula = useComputed(() => written.value ?? formulaOf(picked.value));
  useEffect(() => first.current?.focus(), []);

  const pick = (/** @type {Partial<import("./tray_formula.js").Picked>} */ change) => {
    picked.value = { ...picked.value, ...change };
    written.value = null;
  };
  const clear = () => {
    picked.value = NOTHING;
    written.value = null;
    label.value = "";
  };
  const modify = (/** @type {number} */ to) => pick({ modifier: Math.min(MOST_MODIFIER, Math.max(-MOST_MODIFIER, Math.trunc(to) || 0)) });
  const throwDice = async (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation(); /* the line to write around it is a form of its own */
    const asked = await askPrompts(formula.value.trim());
    if (!asked) return;
    kept.visibility = visibility.value;
    const roll = { formula: asked, visibility: visibility.value, label: label.value.trim(), salt: newId() };
    onClose?.();
    const answer = await room.send("dice.roll", roll);
    if (answer && roll.visibility === "blind" && !room.leads.value) room.toast(t("Thrown. Only the game masters see what."), "good");
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || more.value) return;
    event.stopPropagation();
    onClose?.();
  };
  const own = room.you.value.member;

  return html`<div class="say-sheet panel dice-tray" role="dialog" aria-label=${t("Dice")} onKeyDown=${key}>
    <div class="row-s"><h3 class="grow">${t("Dice")}</h3>
      ${own && html`<${IconButton} icon="chart-column" class="btn-quiet" label=${t("How your dice fell")} onClick=${() => { more.value = "statistics"; }} />`}
      <${IconButton} icon="circle-help" class="btn-quiet" label=${t("How dice are written")} onClick=${() => { more.value = "help"; }} />
      ${onClose && html`<${IconButton} icon="x" class="btn-quiet" label=${t("Close")} onClick=${onClose} />`}</div>
    <div class="tray-dice" role="group" aria-label=${t("Which dice")}>
      ${TRAY.map((sides, at) => html`<${TrayDie} key=${sides} sides=${sides} count=${picked.value.dice[sides] ?? 0} button=${at === 5 ? first : undefined} onPick=${(/** @type {number} */ by) => pick(picking(picked.value, sides, by))} />`)}
    </div>
    <div class="row-s">
      <span class="tray-modifier" role="group" aria-label=${t("Modifier")}>
        <${IconButton} icon="minus" label=${t("One less")} onClick=${() => modify(picked.value.modifier - 1)} />
        <input type="number" inputmode="numeric" min=${-MOST_MODIFIER} max=${MOST_MODIFIER} aria-label=${t("Modifier")} value=${picked.value.modifier} onInput=${(/** @type {any} */ event) => modify(event.target.valueAsNumber)} />
        <${IconButton} icon="plus" label=${t("One more")} onClick=${() => modify(picked.value.modifier + 1)} />
      </span>
      <div class="choices" role="group" aria-label=${t("Luck")}>
        ${choice(t("Advantage"), picked.value.luck === "adv", () => pick({ luck: picked.value.luck === "adv" ? "" : "adv" }))}
        ${choice(t("Disadvantage"), picked.value.luck === "dis", () => pick({ luck: picked.value.luck === "dis" ? "" : "dis" }))}
      </div>
    </div>
    <div class="choices" role="group" aria-label=${t("Who sees the roll")}>
      ${choice(t("Everybody"), visibility.value === "public", () => { visibility.value = "public"; })}
      ${choice(t("Game masters and me"), visibility.value === "gm", () => { visibility.value = "gm"; })}
      ${choice(t("Game masters only"), visibility.value === "blind", () => { visibility.value = "blind"; })}
      ${choice(t("Only me"), visibility.value === "self", () => { visibility.value = "self"; })}
    </div>
    <form class="tray-form" onSubmit=${throwDice}>
      <input aria-label=${t("Formula")} class="tray-formula" maxlength=${LONGEST} placeholder=${t("2d20kh + 5, or tap dice")} value=${formula.value} autocomplete="off" autocapitalize="off" spellcheck=${false} onInput=${(/** @type {any} */ event) => { written.value = event.target.value; }} />
      <input aria-label=${t("What for")} maxlength="100" placeholder=${t("What for?")} value=${label.value} onInput=${(/** @type {any} */ event) => { label.value = event.target.value; }} />
      <${IconButton} icon="x" class="btn-quiet" label=${t("Start again")} onClick=${clear} />
      <button class="btn btn-primary" disabled=${!formula.value.trim()}><${Icon} name="dices" />${t("Roll")}</button>
    </form>
    ${more.value === "help" && html`<${DiceHelp} onClose=${() => { more.value = ""; }} />`}
    ${more.value === "statistics" && html`<${RollStats} room=${room} member=${own} onClose=${() => { more.value = ""; }} />`}
  </div>`;
}

/** A tap adds one, the small button behind it takes one away. @param {{sides: number, count: number, button?: any, onPick: (by: number) => void}} props */
function TrayDie({ sides, count, button, onPick }) {
  const name = sides === 100 ? "d%" : `d${sides}`;
  return html`<span class="tray-die">
    <button type="button" ref=${button} class="tray-pick" aria-label=${count ? tn("{name}: {count} picked, one more", "{name}: {count} picked, one more", count, { name }) : t("{name}: add one", { name })} onClick=${() => onPick(1)}>
      <${Outline} sides=${sides} />${count > 0 && html`<b>${count}</b>`}<span class="small">${name}</span></button>
    ${count > 0 && html`<button type="button" class="tray-less" aria-label=${t("{name}: one less", { name })} onClick=${() => onPick(-1)}><${Icon} name="minus" class="icon-s" /></button>`}
  </span>`;
}

/** @param {string} label @param {boolean} chosen @param {() => void} choose */
function choice(label, chosen, choose) {
  return html`<button type="button" class="choice" aria-pressed=${chosen} onClick=${choose}>${chosen && html`<${Icon} name="check" class="icon-s" />`}${label}</button>`;
}
