/** The table's own volumes, for everybody, and who else hears it: speakers, and keys on a stream deck. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { GROUPS } from "../mix.js";
import { groupIcon, groupName } from "../words.js";
import { DevicesDialog } from "./devices.js";
import { Slider } from "./slider.js";

/** @param {{sound: import("../page.js").TableSound}} props */
export function TableMix({ sound }) {
  const { room } = sound;
  const devices = useSignal(/** @type {"" | "speakers" | "remotes"} */ (""));
  const mix = Object.values(room.kind("mix").value)[0] ?? {};
  const set = (/** @type {string} */ name) => (/** @type {number} */ value) => room.send("mix.set", { [name]: value });
  return html`<section class="stack-s sound-card" aria-labelledby="table-mix">
      <h3 id="table-mix">${t("For the whole table")}</h3>
      <${Slider} label=${t("The table's volume of everything")} words=${t("All")} icon="volume-2" value=${mix.master ?? 1} onInput=${set("master")} />
      ${GROUPS.map((group) => html`<${Slider} key=${group} label=${t("The table's volume of {group}", { group: groupName(group) })} words=${groupName(group)} icon=${groupIcon(group)} value=${mix[group] ?? 1} onInput=${set(group)} />`)}
    </section>
    <div class="row-s">
      <button type="button" class="btn" onClick=${() => { devices.value = "speakers"; }}><${Icon} name="speaker" />${t("Speakers")}</button>
      <button type="button" class="btn" onClick=${() => { devices.value = "remotes"; }}><${Icon} name="layout-grid" />${t("Remote keys")}</button></div>
    ${devices.value && html`<${DevicesDialog} key=${devices.value} room=${room} what=${devices.value} onClose=${() => { devices.value = ""; }} />`}`;
}
