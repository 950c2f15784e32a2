/**
 * Many files on their way into both libraries: sorted by what they are, their folders kept, archives opened, and what
 * became of each listed with what the server still prepares.
 */
import { signal } from "../vendor/ui.js";
import { get } from "../base/http.js";
import { t } from "../base/i18n.js";
import { listen } from "../base/library/bell.js";
import { openUploads } from "../base/library/uploads.js";
import { TRACKS } from "../audio/library/shelf.js";
import { MAPS } from "../maps/shelf.js";
import { openFolders } from "./keeping_folders.js";
import { openPortraits } from "./portraits.js";
import { isPicture, isSaved, kindOf } from "./sorting.js";
import { membersOf, takeOut } from "./unzip.js";

const TYPES = { maps: MAPS.types, tracks: TRACKS.types };
const MOST_SHOWN = 200;

/** @typedef {{key: string, kind: "maps" | "tracks" | "character", id: string, name: string, picture: string, thing: any, room?: string}} Arrived */
/** @typedef {{name: string, why: string, look?: boolean}} Skipped `look`: it is for the import page */
/** @typedef {ReturnType<typeof openUploading>} Uploading */

/** @param {{api: string, sockets: {maps: string, tracks: string}}} page @param {(words: string) => void} say */
export function openUploading(page, say) {
  const { api } = page;
  const arrived = signal(/** @type {Arrived[]} */ ([]));
  const skipped = signal(/** @type {Skipped[]} */ ([]));
  const opening = signal("");

  const put = (/** @type {Arrived} */ one) => { arrived.value = [one, ...arrived.value.filter(({ key }) => key !== one.key)].slice(0, MOST_SHOWN); };
  const skip = (/** @type {Skipped} */ one) => { skipped.value = [...skipped.value, one]; };

  /** @param {"maps" | "tracks"} kind @param {string} id */
  async function look(kind, id) {
    const { data } = await get(`${api}/${kind}/${id}`);
    const one = { key: `${kind}/${id}`, kind, id, name: data.name, picture: data.thumbnail ?? data.cover ?? "", thing: data };
    const at = arrived.value.findIndex(({ key }) => key === one.key);
    if (at < 0) put(one);
    else arrived.value = arrived.value.map((other) => (other.key === one.key ? one : other));
  }
  const lookAgain = (/** @type {"maps" | "tracks"} */ kind) => {
    for (const one of arrived.value) if (one.kind === kind && stillWaits(one)) look(kind, one.id).catch(() => undefined);
  };

  const shelves = /** @type {const} */ ({ maps: MAPS, tracks: TRACKS });
  const open = (/** @type {"maps" | "tracks"} */ kind) => {
    const uploads = openUploads(api, shelves[kind], {
      arrived: (id) => { if (id) look(kind, id).catch(() => undefined); },
      twin: (name) => say(shelves[kind].words.twin(name)),
    });
    uploads.load().catch(() => undefined);
    listen(page.sockets[kind], {
      back: () => lookAgain(kind),
      heard: (frame) => {
        if (frame.type === "job") uploads.told(frame.id, frame.data);
        if (frame.type === "changed" || frame.data?.state === "done") lookAgain(kind);
      },
    });
    return { uploads, folderOf: openFolders(`${api}/${shelves[kind].folders}`) };
  };
  const libraries = { maps: open("maps"), tracks: open("tracks") };
  const portraits = openPortraits(api, ({ room, name, portrait }) => put({ key: `character/${room}/${name}/${portrait}`, kind: "character", id: "", name, picture: portrait ?? "", thing: {}, room }));

  /** @param {import("./sorting.js").Found} found @param {string} people the room whose characters pictures become; "": they are maps */
  async function add({ file, path }, people) {
    const kind = kindOf(file.name, TYPES);
    if (people && isPicture(file.name)) portraits.add(file, people);
    else if (kind === "maps" || kind === "tracks") {
      const { uploads, folderOf } = libraries[kind];
      try {
        uploads.add([file], await folderOf(path));
      } catch (error) {
        skip({ name: file.name, why: t("Its folder could not be made: {why}", { why: /** @type {Error} */ (error).message }) });
      }
    } else if (kind === "archive") await unpack(file, path, people);
    else if (kind === "scene") skip({ name: file.name, why: t("This may be a scene of another program: look at it before it is built."), look: true });
    else skip({ name: file.name, why: t("Neither a map nor a sound that this server knows.") });
  }

  /** @param {File} archive @param {string[]} path @param {string} people */
  async function unpack(archive, path, people) {
    opening.value = archive.name;
    try {
      const members = await membersOf(archive);
      if (isSaved(members)) {
        skip({ name: archive.name, why: t("This is a saved scene: look at it before it is built."), look: true });
        return;
      }
      for (const member of members) {
        if (kindOf(member.name, TYPES) === "archive") skip({ name: member.name, why: t("An archive within an archive: unpack it first.") });
        else await add({ file: await takeOut(archive, member), path: [...path, ...member.path] }, people);
      }
      if (!members.length) skip({ name: archive.name, why: t("This archive is empty.") });
    } catch (error) {
      skip({ name: archive.name, why: /** @type {Error} */ (error).message });
    } finally {
      opening.value = "";
    }
  }

  return {
    libraries, portraits, arrived, skipped, opening,
    busy: () => Boolean(opening.value) || portraits.busy() || Object.values(libraries).some(({ uploads }) => uploads.busy()),
    /** In their order, one after the other: folders first, then the files in them. @param {import("./sorting.js").Found[]} found @param {string} people */
    async take(found, people) {
      for (const one of found) await add(one, people);
    },
    forgetSkipped: () => { skipped.value = []; },
  };
}

/** Whether the server still works on it. @param {Arrived} one */
export const stillWaits = ({ thing }) => thing.tiling === "waiting" || thing.measuring === "waiting";
