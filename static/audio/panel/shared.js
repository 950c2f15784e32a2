/** Sounds that are shared with the room: each listens for themselves; who leads shares them and takes them back. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { Player } from "../../rooms/files/player.js";
import { Finder } from "./finder.js";

/** @param {{sound: import("../page.js").TableSound}} props */
export function Shared({ sound }) {
  const { room, conducts } = sound;
  const finding = useSignal(false);
  const rows = Object.values(room.kind("shared_track").value).sort((a, b) => a.track.name.localeCompare(b.track.name));
  const share = async (/** @type {any} */ track) => room.send("track.share", { track: track.id });
  if (!conducts.value && !rows.length) return null;
  return html`<section class="stack-s sound-card" aria-labelledby="sound-shared">
    <div class="row-s nowrap"><h3 id="sound-shared" class="grow">${t("Shared with the room")}</h3>
      ${conducts.value && html`<button type="button" class="btn btn-s" onClick=${() => { finding.value = true; }}><${Icon} name="plus" />${t("Share a sound")}</button>`}</div>
    <p class="small quiet">${conducts.value ? t("Everybody here may listen to these for themselves, until you take them back. Nothing sounds by sharing it.") : t("Listen when you like: nobody else hears it.")}</p>
    ${rows.length > 0 && html`<ul class="sound-list">${rows.map((row) => html`<li key=${row.id} class="stack-s" data-shared=${row.track.name}>
      <div class="row-s nowrap"><span class="grow sound-name"><strong class="truncate">${row.track.name}</strong>${row.track.artist && html`<span class="small quiet truncate">${row.track.artist}</span>`}</span>
        ${conducts.value && html`<${IconButton} icon="x" label=${t("Take {name} back from the room", { name: row.track.name })} onClick=${() => room.send("track.unshare", { shared: row.id })} />`}</div>
      <${Player} file=${{ url: row.track.url, name: row.track.name, kind: "sound", duration: row.track.duration, peaks: null }} /></li>`)}</ul>`}
    ${finding.value && html`<${Finder} sound=${sound} title=${t("Share with the room")} verb=${t("Share")} onPick=${share} onClose=${() => { finding.value = false; }} />`}
  </section>`;
}
