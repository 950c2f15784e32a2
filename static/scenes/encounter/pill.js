/** Over the map, for everybody: the round, who acts and who is next. Those who lead step on here. */
import { html } from "../../vendor/ui.js";
import { t, tc } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";

/** @param {{scene: import("../model.js").Scene, onOpen?: () => void}} props without `onOpen` it only shows */
export function TurnPill({ scene, onOpen }) {
  const { fight } = scene;
  const encounter = fight.encounter.value;
  if (!encounter) return null;
  const now = fight.now.value;
  const next = fight.next.value;
  const leads = Boolean(onOpen) && scene.edits.value;
  const words = html`<span class="turn-round">${encounter.round ? t("Round {round}", { round: encounter.round }) : t("Initiative")}</span>
    ${encounter.round > 0 && html`<span class="turn-now">${now ? fight.nameOf(now) : "—"}</span>`}
    ${next && html`<span class="turn-next"><${Icon} name="chevron-right" /><span class="visually-hidden">${t("next:")} </span>${fight.nameOf(next)}</span>`}`;
  const mine = now && fight.tokenOf(now)?.mine;
  return html`<section class=${`panel turn-pill ${mine ? "turn-mine" : ""}`} aria-label=${tc("in a fight", "Turn")}>
    ${leads && html`<${IconButton} icon="skip-back" label=${t("Turn before (,)")} disabled=${!encounter.round} onClick=${() => fight.step("previous")} />`}
    ${onOpen ? html`<button type="button" class="turn-words" onClick=${onOpen}>${words}</button>` : html`<div class="turn-words">${words}</div>`}
    ${leads && html`<${IconButton} icon=${encounter.round ? "skip-forward" : "play"} label=${encounter.round ? t("Next turn (.)") : t("First turn (.)")} disabled=${!fight.line.value.length} onClick=${() => fight.step("next")} />`}
    <p class="visually-hidden" aria-live="polite">${mine ? t("It is your turn.") : now ? t("Now: {name}", { name: fight.nameOf(now) }) : ""}</p>
  </section>`;
}

/** @param {import("../model.js").Scene} scene @returns {import("../commands.js").Command[]} */
export function fightCommands(scene) {
  const allowed = () => scene.edits.value && scene.fight.encounter.value !== null;
  return [
    { name: "turn_next", label: t("Next turn"), keys: ["."], shown: ".", group: "tokens", allowed, run: () => void scene.fight.step("next") },
    { name: "turn_previous", label: t("Turn before"), keys: [","], shown: ",", group: "tokens", allowed, run: () => void scene.fight.step("previous") },
  ];
}
