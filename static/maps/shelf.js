/** What is of maps in a library of them. */
import { t, tn } from "../base/i18n.js";

/** @type {import("../base/library/shelf.js").Shelf} */
export const MAPS = {
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
