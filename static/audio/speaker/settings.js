/** What a speaker has besides its dial: the volumes of the groups, and what its loudspeaker adds. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { DELAY_MAX, GROUPS } from "../mix.js";
import { Slider } from "../panel/slider.js";
import { groupIcon, groupName, stepSentence } from "../words.js";

/** @param {{sound: {mix: import("../mix.js").Mix, engine: import("../engine.js").Engine}}} props */
export function SpeakerSettings({ sound: { mix, engine } }) {
  const own = mix.own.value;
  return html`<details class="fold speaker-more"><summary>${t("More of this speaker")}</summary><div class="stack-s">
    ${GROUPS.map((group) => html`<${Slider} key=${group} label=${t("Own volume of {group}", { group: groupName(group) })} words=${groupName(group)} icon=${groupIcon(group)} value=${own[group]} onInput=${(/** @type {number} */ value) => mix.set({ [group]: value })} />`)}
    <${Slider} label=${t("Delay of a wireless loudspeaker, in milliseconds")} words=${t("Bluetooth")} icon="speaker" value=${own.delay} max=${DELAY_MAX} step=${5} text=${(/** @type {number} */ ms) => t("{ms} ms", { ms: Math.round(ms) })} onInput=${(/** @type {number} */ delay) => mix.set({ delay })} />
    <p class="small quiet">${stepSentence(engine.step.value)}</p></div></details>`;
}
