/** What of the scene's places is heard on this page, in words: from which side, through walls, how loud. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

/** So far aside that one hears it. */
const ASIDE = 0.2;

/** For instance "from the left, through walls, 25 %". @param {{gain: number, muffle: number, pan: number}} row */
export function arrivalWords({ gain, muffle, pan }) {
  const side = pan <= -ASIDE ? t("from the left") : pan >= ASIDE ? t("from the right") : "";
  return [side, muffle > 0 ? t("through walls") : "", t("{percent} %", { percent: Math.max(1, Math.round(gain * 100)) })].filter(Boolean).join(", ");
}

/** @param {{sound: {engine: import("../engine.js").Engine}}} props */
export function Places({ sound: { engine } }) {
  const rows = engine.arriving.value;
  if (!rows.length) return null;
  return html`<section class="stack-s sound-card" aria-labelledby="sound-places">
    <h3 id="sound-places">${t("Heard from the scene")}</h3>
    ${engine.heardAs.value && html`<p class="small quiet">${engine.heardAs.value}</p>`}
    <ul class="sound-list">${rows.map((row) => html`<li key=${row.id} class="row-s nowrap" data-place=${row.id} data-gain=${row.gain} data-muffle=${row.muffle} data-pan=${row.pan}><${Icon} name="map-pin" />
      <span class="grow sound-name"><strong class="truncate">${row.track.name}</strong><span class="small quiet truncate">${arrivalWords(row)}</span></span></li>`)}</ul>
  </section>`;
}
