/** The saved visualisations of a universe on this page: what there are, which one is looked at, which one is being set. */
import { computed, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";

/** @typedef {{name: string, words: string, type: "color" | "number", unit: string, least: number | null, most: number | null, whole: boolean, default: any}} Setting */
/** @typedef {{kind: string, settings: Setting[], properties: string[], sources: string[], mappings: import("./mapping.js").Mapping[]}} Kind */
/** @typedef {{id: string, name: string, kind: string, settings: Record<string, any>, mappings: import("./mapping.js").Mapping[]}} Saved */
/** @typedef {ReturnType<typeof openVisuals>} Visuals */

/** @param {string} kind */
export const kindWords = (kind) => ({ waveform: t("Waveform"), spectrum: t("Spectrum"), spectrogram: t("Spectrogram"), particle_system: t("Sparks"), physics: t("Bodies") }[kind] ?? kind);
/** @param {string} kind */
export const kindIcon = (kind) => ({ waveform: "audio-lines", spectrum: "chart-column", spectrogram: "waves", particle_system: "sparkles", physics: "orbit" }[kind] ?? "eye");

/** @param {{world: import("../world.js").World, motion: import("../stage/motion.js").Motion, player: import("../music/player.js").Player}} page */
export function openVisuals(page) {
  const { room } = page.world;
  const kinds = signal(/** @type {Kind[]} */ ([]));
  const looked = signal("");
  const opened = signal("");
  const saved = computed(() => /** @type {Saved[]} */ (Object.values(room.kind("visualization").value)).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)));
  let asked = false;

  return {
    ...page, kinds, looked, opened, saved,
    /** The one that is looked at, with all settings of its kind: it may be older than some of them. */
    shown: computed(() => {
      const one = saved.value.find(({ id }) => id === looked.value);
      const kind = kinds.value.find((other) => other.kind === one?.kind);
      return one && kind ? { ...one, settings: { ...Object.fromEntries(kind.settings.map((row) => [row.name, row.default])), ...one.settings } } : null;
    }),
    /** @param {string} id */
    kindOf: (id) => kinds.value.find(({ kind }) => kind === saved.value.find((one) => one.id === id)?.kind),
    /** What may be set is asked once, when somebody wants to know. */
    async know() {
      if (asked) return;
      asked = true;
      try {
        kinds.value = (await get(`${room.page.api}/visualization-kinds`)).data;
      } catch (error) {
        asked = false;
        room.toast(/** @type {Error} */ (error).message, "bad");
      }
    },
    /** @param {Kind} kind */
    async add(kind) {
      const entry = await room.send("visualization.create", { name: kindWords(kind.kind), kind: kind.kind, mappings: kind.mappings });
      const made = entry?.ops.find((/** @type {any[]} */ op) => op[0] === "put" && op[1] === "visualization");
      if (made) looked.value = opened.value = made[2];
    },
    /** @param {string} id @param {object} fields */
    set: (id, fields) => room.send("visualization.update", { visualization: id, ...fields }),
  };
}
