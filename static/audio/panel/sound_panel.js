/** The tab of sound: what sounds now and one's own mix for all; pads, playlists and the table's mix for who leads. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { Now } from "./now.js";
import { OwnMix } from "./own_mix.js";
import { Pads } from "./pads.js";
import { Playlists } from "./playlists.js";
import { Shared } from "./shared.js";
import { TableMix } from "./table_mix.js";

/** @param {{sound: import("../page.js").TableSound, besides?: () => any}} props */
export function SoundPanel({ sound, besides }) {
  const view = useSignal("now");
  if (!sound.conducts.value) return html`<section class="panel-body stack" aria-label=${t("Sound")}><h2>${t("Sound")}</h2>${besides?.()}<${Now} sound=${sound} /><${Shared} sound=${sound} /><${OwnMix} sound=${sound} /></section>`;
  const choice = (/** @type {string} */ name, /** @type {string} */ icon, /** @type {string} */ label) => html`
    <button type="button" aria-pressed=${view.value === name} onClick=${() => { view.value = name; }}><${Icon} name=${icon} />${label}</button>`;
  return html`<section class="panel-body stack" aria-label=${t("Sound")}>
    <div class="row"><h2 class="grow">${t("Sound")}</h2><a class="small" href=${sound.room.page.sounds}>${t("Open the library")}</a></div>
    <div class="segmented sound-views" role="group" aria-label=${t("What to show")}>${choice("now", "music", t("Now"))}${choice("pads", "layout-grid", t("Pads"))}${choice("lists", "list-music", t("Lists"))}${choice("mix", "volume-2", t("Mix"))}</div>
    ${view.value === "now" && html`${besides?.()}<${Now} sound=${sound} />`}
    ${view.value === "pads" && html`<${Pads} sound=${sound} />`}
    ${view.value === "lists" && html`<${Playlists} sound=${sound} /><${Shared} sound=${sound} />`}
    ${view.value === "mix" && html`<${OwnMix} sound=${sound} /><${TableMix} sound=${sound} />`}
  </section>`;
}
