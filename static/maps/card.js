/** A map as a card. */
import { html } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Pick, dragItem } from "../base/library/folders.js";
import { NotSecret } from "./secrecy.js";

/** @param {{library: import("../base/library/store.js").Library, item: any}} props */
export function MapCard({ library, item: map }) {
  return html`<div class="library-tile">
    <a class="card stack-s" href=${`#/item/${map.id}`} data-map-card=${map.id} draggable="true" onDragStart=${dragItem(map.id)}>
      <img class="card-picture" src=${map.thumbnail} alt="" loading="lazy" draggable="false" />
      <h3 class="truncate">${map.name}</h3>
      <span class="row-s">
        <span class="chip">${map.width} × ${map.height}</span>
        ${map.source === "uvtt" && html`<span class="badge badge-violet">${t("Universal VTT")}</span>`}
        <${NotSecret} media=${map.media} />
        ${map.tiling === "waiting" && html`<span class="badge">${t("being cut into tiles")}</span>`}
        ${map.scenes > 0 && html`<span class="badge badge-good">${tn("in {count} scene", "in {count} scenes", map.scenes)}</span>`}
        ${map.tags.map((/** @type {string} */ tag) => html`<span key=${tag} class="chip"># ${tag}</span>`)}
      </span></a>
    <${Pick} library=${library} item=${map} />
  </div>`;
}
