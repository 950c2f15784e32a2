/** Composition root of the sound library's page: what of a library's page is of sounds. */
import { html } from "../../vendor/ui.js";
import { dataOf } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { Choice, FilterRow, Only } from "../../base/library/filters.js";
import { openLibraryPage } from "../../base/library/page.js";
import { kindName } from "../words.js";
import { SoundCard } from "./card.js";
import { PresetsButton } from "./presets.js";
import { TRACKS } from "./shelf.js";
import { KINDS, TrackDialog } from "./track_dialog.js";

/** @param {{library: import("../../base/library/store.js").Library}} props */
function Filters({ library }) {
  const { filter } = library;
  return html`<${FilterRow} library=${library}>${(/** @type {any} */ set) => html`
    <${Choice} label=${t("Kind of sound")} value=${filter.value.kind} onChange=${set("kind")} options=${[["", t("all kinds")], ...KINDS.map((kind) => [kind, kindName(kind)])]} />
    <${Only} label=${t("Favourites")} checked=${filter.value.favourite} onChange=${set("favourite")} />`}<//>`;
}

openLibraryPage(dataOf("dt-urls"), TRACKS, { Card: SoundCard, Chosen: TrackDialog, Filters, Actions: PresetsButton });
