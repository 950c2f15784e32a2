/** What is of sounds in a library of them. */
import { t, tn } from "../../base/i18n.js";

/** @type {import("../../base/library/shelf.js").Shelf} */
export const TRACKS = {
  items: "tracks",
  folders: "sound-folders",
  filter: { kind: "", favourite: false },
  types: ".mp3,.ogg,.oga,.opus,.flac,.wav,.m4a",
  icon: "music",
  words: {
    title: () => t("Sounds"),
    about: () => t("Your library: music, loops and effects, all played at one loudness."),
    upload: () => t("Upload sounds"),
    files: () => t("Sound files"),
    formats: () => t("or drop them here: MP3, Ogg Vorbis, Opus, FLAC, WAV, M4A, up to 200 MB each."),
    find: () => t("Find a sound in all folders"),
    looking: () => t("Looking for your sounds …"),
    none: () => t("No sounds yet"),
    next: () => t("Upload sounds; then play them at your table, in its tab “Sound”."),
    notFound: () => t("No such sound."),
    preparing: () => t("listening to it"),
    notPrepared: () => t("The sound could not be prepared."),
    allChosen: () => t("Chosen sounds"),
    twin: (name) => t("{name} is the same file as a sound you have already. “Duplicates” shows both.", { name }),
    count: (count) => tn("{count} sound", "{count} sounds", count),
    goesToo: (count) => tn("{count} sound directly in it goes too.", "{count} sounds directly in it go too.", count),
    chosen: (count) => tn("{count} sound chosen", "{count} sounds chosen", count),
    deleteMany: (count) => tn("Delete {count} sound?", "Delete {count} sounds?", count),
    gone: (count) => tn("{count} sound is gone.", "{count} sounds are gone.", count),
    usedBy(tracks) {
      const uses = tracks.reduce((sum, track) => sum + track.uses, 0);
      return uses ? tn("It is used in {count} place, which loses it: a pad, a playlist, a table that plays it.", "They are used in {count} places, which lose them: pads, playlists, tables that play them.", uses) : t("Nothing uses it.");
    },
  },
};
