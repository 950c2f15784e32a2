/** Composition root of the map library's page: what of a library's page is of maps. */
import { html } from "../vendor/ui.js";
import { dataOf } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { Choice, FilterRow } from "../base/library/filters.js";
import { openLibraryPage } from "../base/library/page.js";
import { MapCard } from "./card.js";
import { MapDialog } from "./map_dialog.js";
import { MAPS } from "./shelf.js";

/** @param {{library: import("../base/library/store.js").Library}} props */
function Filters({ library }) {
  return html`<${FilterRow} library=${library}>${(/** @type {any} */ set) => html`<${Choice} label=${t("Kind of map")} value=${library.filter.value.media} onChange=${set("media")}
    options=${[["", t("all kinds")], ["picture", t("still pictures")], ["animated", t("moving pictures")], ["video", t("videos")]]} />`}<//>`;
}

openLibraryPage(dataOf("dt-urls"), MAPS, { Card: MapCard, Chosen: MapDialog, Filters });
