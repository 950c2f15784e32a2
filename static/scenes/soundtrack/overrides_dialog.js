/**
 * What of its universe's parameters is otherwise in a scene: every parameter as it is here, with a way back to how it is
 * there. It is sent one by one, so that two who lead do not undo each other's.
 */
import { html, signal, useEffect, useSignal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { Dialog, IconButton } from "../../base/parts.js";
import { instrumentsOf, musicChoice, musicGroups, musicRows, physicsChoice, physicsGroups, physicsRows, presetWords, rowsOf } from "../../universes/groups.js";
import { Players } from "../../universes/panels/players.js";
import { ParameterList, Presets, ResetAll } from "../../universes/parameters.js";

/** @typedef {{physics: any, music: any}} Base */

/** @type {import("../../vendor/ui.js").Signal<{physics: any[], music: any[], presets: any[], instruments: string[]} | null>} the same for every scene */
const tables = signal(null);

/** How many parameters are otherwise in a scene. @param {any} scene */
export const countOf = (scene) => ["physics", "music"].reduce((sum, group) => sum + Object.keys(scene[`${group}_overrides`]?.parameters ?? {}).length, 0);

/** @param {{room: import("../../rooms/store.js").Room, scene: any, onClose: () => void}} props */
export function OverridesDialog({ room, scene, onClose }) {
  const group = useSignal("physics");
  const base = useBase(room, scene);
  const choose = (/** @type {string} */ name, /** @type {string} */ words) => html`
    <button type="button" aria-pressed=${group.value === name} onClick=${() => { group.value = name; }}>${words}</button>`;
  const around = base.value;
  return html`<${Dialog} title=${t("Otherwise in “{scene}”", { scene: scene.name })} onClose=${onClose}>
    <p class="small quiet">${t("What you change here counts at this table while the scene is shown, and is heard from the next bar on. Everything else stays as it is in the universe.")}</p>
    <div class="segmented override-groups" role="group" aria-label=${t("What is otherwise")}>${choose("physics", t("Physics"))}${choose("music", t("Music"))}</div>
    <${Whole} room=${room} scene=${scene} group=${group.value} />
    ${!around || !tables.value ? html`<p class="small quiet" role="status">${t("One moment …")}</p>`
      : around[/** @type {"physics" | "music"} */ (group.value)] ? html`<${Group} key=${group.value} room=${room} scene=${scene} group=${group.value} base=${around[/** @type {"physics" | "music"} */ (group.value)]} />`
        : html`<p class="small" role="status">${t("The universe is one that you may not see: what is otherwise here you can only switch off, or take back.")}</p>`}<//>`;
}

/** Whether what is otherwise counts, and the way back to nothing. @param {{room: import("../../rooms/store.js").Room, scene: any, group: string}} props */
function Whole({ room, scene, group }) {
  const { enabled, parameters } = scene[`${group}_overrides`];
  const count = Object.keys(parameters).length;
  const send = (/** @type {object} */ what) => room.send(`scene.${group}`, { scene: scene.id, ...what });
  if (!count) return html`<p class="small quiet">${t("All is as in the universe.")}</p>`;
  return html`<div class="row-s"><label class="check grow"><input type="checkbox" checked=${enabled} onChange=${(/** @type {any} */ event) => send({ enabled: event.target.checked })} />${tn("{count} is otherwise, and counts", "{count} are otherwise, and count", count)}</label>
    <${ResetAll} room=${room} may=${true} what=${group === "physics" ? t("Let all of physics be as in the universe?") : t("Let all of the music be as in the universe?")} words=${t("All as in the universe")} onReset=${() => send({ reset: "all" })} /></div>`;
}

/** @param {{room: import("../../rooms/store.js").Room, scene: any, group: string, base: any}} props */
function Group({ room, scene, group, base }) {
  const { physics, music, presets, instruments } = /** @type {NonNullable<typeof tables.value>} */ (tables.value);
  const own = scene[`${group}_overrides`].parameters;
  const values = { ...base, ...own };
  const of = group === "physics";
  const rows = (of ? physics : music).map((row) => ({ ...row, default: base[row.name] }));
  const send = (/** @type {object} */ what) => room.send(`scene.${group}`, { scene: scene.id, ...what });
  const set = (/** @type {string} */ name, /** @type {any} */ value) => send({ set: { [name]: value } });
  const reset = (/** @type {string} */ name) => send({ reset: [name] });
  const current = presets.find((one) => Object.entries(one.values).every(([name, value]) => values[name] === value))?.name;
  const list = (/** @type {any[]} */ some) => html`<${ParameterList} rows=${some} values=${values} may=${true} onSet=${set} onReset=${reset} choiceWords=${of ? physicsChoice : musicChoice}
    mark=${(/** @type {string} */ name) => (name in own ? t("otherwise here") : "")} differs=${(/** @type {any} */ row) => row.name in own} resetWords=${asThere} />`;
  return html`${of && html`<${Presets} presets=${presets.map(({ name }) => ({ name, words: presetWords(name) }))} current=${current} may=${true} onTake=${(/** @type {string} */ name) => send({ set: presets.find((one) => one.name === name).values })} />`}
    ${(of ? physicsGroups() : musicGroups()).map((one, index) => {
      const some = rowsOf(rows, one);
      return html`<details key=${one.title} class="fold" open=${index < 2 || one.names.some((name) => name in own)}><summary>${one.title}</summary>${list(some)}</details>`;
    })}
    ${!of && html`<details class="fold" open=${"instruments" in own}><summary>${t("Players")}</summary><div class="stack-s">
      <${Players} instruments=${instruments} values=${values.instruments} may=${true} onSet=${(/** @type {object} */ players) => set("instruments", players)} />
      ${"instruments" in own && html`<div class="row-s"><span class="grow small quiet">${t("otherwise here")}</span><${IconButton} icon="rotate-ccw" class="btn-s" label=${t("Players as in the universe")} onClick=${() => reset("instruments")} /></div>`}</div></details>`}`;
}

const asThere = (/** @type {string} */ name, /** @type {string} */ value) => t("{name} as in the universe: {value}", { name, value });

/**
 * All parameters as they are around the scene; null until they are known, null for a group that one may not know. They are
 * asked for again when the table says that it hears something else.
 * @param {import("../../rooms/store.js").Room} room @param {any} scene
 */
function useBase(room, scene) {
  const base = useSignal(/** @type {Base | null} */ (null));
  const heard = /** @type {any} */ (Object.values(room.kind("soundtrack").value)[0])?.revision;
  useEffect(() => {
    let over = false;
    Promise.all([bringTables(room), ...["physics", "music"].map((group) => get(`${room.page.api}/scenes/${scene.id}/${group}-parameters`))]).then(
      ([, physics, music]) => { if (!over) base.value = { physics: physics.data.base, music: music.data.base }; },
      (error) => over || room.toast(error.message, "bad"),
    );
    return () => { over = true; };
  }, [scene.id, scene.universe, scene.own_universe, heard]);
  return base;
}

/** @param {import("../../rooms/store.js").Room} room */
async function bringTables(room) {
  if (tables.peek()) return;
  const [physics, music, presets] = await Promise.all(["physics-parameters", "music-parameters", "physics-parameters/presets"].map((path) => get(`${room.page.api}/${path}?page_size=100`).then(({ data }) => data)));
  tables.value = { physics: physicsRows(physics), music: musicRows(music), presets, instruments: instrumentsOf(music) };
}
