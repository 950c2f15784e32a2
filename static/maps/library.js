/** Composition root of the map library's page: what of a library's page is of maps. */
import { html } from "../vendor/ui.js";
import { dataOf } from "../base/dom.js";
import { t, tn } from "../base/i18n.js";
import { Choice, FilterRow } from "../base/library/filters.js";
import { openLibraryPage } from "../base/library/page.js";
import { MapCard } from "./card.js";
import { MapDialog } from "./map_dialog.js";

/** @type {import("../base/library/shelf.js").Shelf} */
const SHELF = {
  items: "maps",
  folders: "map-folders",
  filter: { media: "" },
  types: ".png,.jpg,.jpeg,.webp,.avif,.gif,.webm,.mp4,.dd2vtt,.uvtt,.df2vtt",
  icon: "map",
  words: {
    title: () => t("Maps"),
    about: () => t("Your library: pictures, their grid, and how they lie on a scene."),
    upload: () => t("Upload maps"),
    files: () => t("Map files"),
    formats: () => t("or drop them here: PNG, JPEG, WebP, AVIF, GIF, WebM, MP4, Universal VTT (.dd2vtt, .uvtt, .df2vtt), up to 500 MB. A name such as “Cave [30x20]” tells the number of cells."),
    find: () => t("Find a map in all folders"),
    looking: () => t("Looking for your maps …"),
    none: () => t("No maps yet"),
    next: () => t("Upload a picture or a Universal VTT file; then place it on a scene at your table."),
    notFound: () => t("No such map."),
    preparing: () => t("preparing the picture"),
    notPrepared: () => t("The picture could not be prepared."),
    allChosen: () => t("Chosen maps"),
    twin: (name) => t("{name} is the same file as a map you have already. “Duplicates” shows both.", { name }),
    count: (count) => tn("{count} map", "{count} maps", count),
    goesToo: (count) => tn("{count} map directly in it goes too.", "{count} maps directly in it go too.", count),
    chosen: (count) => tn("{count} map chosen", "{count} maps chosen", count),
    deleteMany: (count) => tn("Delete {count} map?", "Delete {count} maps?", count),
    gone: (count) => tn("{count} map is gone.", "{count} maps are gone.", count),
    usedBy(maps) {
      const scenes = maps.reduce((sum, map) => sum + map.scenes, 0);
      return scenes ? tn("They are taken off {count} scene.", "They are taken off {count} scenes.", scenes) : t("No scene uses them.");
    },
  },
};

/** @param {{library: import("../base/library/store.js").Library}} props */
function Filters({ library }) {
  return html`<${FilterRow} library=${library}>${(/** @type {any} */ set) => html`<${Choice} label=${t("Kind of map")} value=${library.filter.value.media} onChange=${set("media")}
    options=${[["", t("all kinds")], ["picture", t("still pictures")], ["animated", t("moving pictures")], ["video", t("videos")]]} />`}<//>`;
}

openLibraryPage(dataOf("dt-urls"), SHELF, { Card: MapCard, Chosen: MapDialog, Filters });
