/**
 * The scene that this page looks at, as signals: its grid, maps and tokens, what is selected, who drags what. Where a
 * token is shown is its place from the server, unless somebody is dragging it or our own move is still on its way.
 */
import { computed, effect, signal } from "../vendor/ui.js";
import { around, turned } from "../base/geometry.js";
import { Leases } from "../rooms/live/leases.js";
import { openFight } from "./encounter/fight.js";
import { openMarks } from "./drawings/marks.js";
import { PLAIN } from "./grid.js";
import { openRuler } from "./measure/ruler.js";
import { marking, shownAt } from "./tokens/standing.js";

/** @typedef {ReturnType<typeof openScene>} Scene */
/** @typedef {{x: number, y: number}} Point */

const EMPTY_CELLS = { columns: 30, rows: 20 };

/** @param {import("../rooms/store.js").Room} room */
export function openScene(room) {
  const scenes = room.kind("scene");
  const controls = room.kind("control");
  const activeId = computed(() => Object.values(scenes.value).find((scene) => scene.active)?.id ?? null);
  const id = computed(() => room.state.value?.scene ?? activeId.value);
  const scene = computed(() => (id.value ? scenes.value[id.value] ?? null : null));
  const grid = computed(() => ({ ...PLAIN, ...withoutNulls(scene.value?.grid ?? {}), mode: scene.value?.distance_mode ?? "chebyshev" }));
  const carriedMap = signal(/** @type {(Point & {id: string}) | null} */ (null));
  const maps = computed(() => here(room.kind("placed_map").value, id.value).map((map) => (
    map.id === carriedMap.value?.id ? { ...map, ...carriedMap.value } : map
  )));
  const own = computed(() => new Set(Object.values(controls.value).map((control) => control.token)));

  const pending = signal(/** @type {Map<string, Point>} */ (new Map()));
  const carried = signal(/** @type {Map<string, Point>} */ (new Map()));
  const dragged = signal(/** @type {Map<string, any>} */ (new Map()));
  const drags = new Leases((held) => { dragged.value = new Map(held); });

  const marked = marking();
  /** Where tokens stand by the server's word; does not change while one is dragged. */
  const standing = computed(() => here(room.kind("token").value, id.value).map((token) => marked(token, own.value.has(token.id))));
  const places = computed(() => new Map(standing.value.map((token, at) => [token.id, at])));
  const tokens = computed(() => shownAt(standing.value, places.value, [dragged.value, pending.value, carried.value]));
  const selection = signal(/** @type {Set<string>} */ (new Set()));
  const selectedMap = signal(/** @type {string | null} */ (null));

  room.onPassing((event) => {
    if (event.type !== "token.drag" || event.data.user === room.you.value.user) return;
    drags.renew(event.data.token, { x: event.data.x, y: event.data.y });
  });
  room.onEntry((entry) => {
    for (const [, kind, thing] of entry.ops) if (kind === "token") drags.end(thing);
  });

  /** What was selected and is gone, hidden from us or in another scene is not selected any more. */
  effect(() => {
    const kept = [...selection.value].filter((token) => places.value.has(token));
    if (kept.length !== selection.value.size) selection.value = new Set(kept);
    if (selectedMap.value && !maps.value.some((map) => map.id === selectedMap.value)) selectedMap.value = null;
  });

  followShownScene(room, activeId);

  /** @type {Map<string, import("../vendor/ui.js").ReadonlySignal<any[]>>} */
  const kinds = new Map();
  /** The things of a kind in the scene in view, by `z` and id; changes when one of the kind does. @param {string} name */
  function kindHere(name) {
    let known = kinds.get(name);
    if (!known) {
      known = computed(() => here(room.kind(name).value, id.value));
      kinds.set(name, known);
    }
    return known;
  }

  return {
    kindHere,
    marks: openMarks(room, id),
    ruler: openRuler(room, id),
    fight: openFight(room, kindHere, standing),
    /** What those who do not lead see and know of the scene in view; null for whom nothing of it is withheld. */
    sight: computed(() => kindHere("sight").value[0] ?? null),
    room, scenes, activeId, id, scene, grid, maps, tokens, standing, own, selection, selectedMap, pending, carried, carriedMap,
    hovered: signal(/** @type {string | null} */ (null)),
    tool: signal("select"),
    /** what the place tool puts down @type {import("../vendor/ui.js").Signal<any>} */
    draft: signal(null),
    /** A token where it is shown. @param {string | null | undefined} token its id */
    token: (token) => (token ? tokens.value[places.value.get(token) ?? -1] ?? null : null),
    /** The selected ones where they are shown, which changes with every step of a drag. */
    selected: computed(() => tokens.value.filter((token) => selection.value.has(token.id))),
    /** The same by the server's word: for panels, which do not say where they stand. */
    chosen: computed(() => standing.value.filter((token) => selection.value.has(token.id))),
    edits: computed(() => !room.archived.value && (room.may("scenes.edit") || room.leads.value)),
    bounds: computed(() => boundsOf(scene.value, maps.value, grid.value)),
    /** A pause holds the players, an archive everybody: what would be refused is not offered. @param {any} token */
    mayMove: (token) => !room.archived.value && (room.may("scenes.move_any_token") || room.leads.value || (!room.paused.value && own.value.has(token.id))),
    /** @param {string[]} ids */
    select: (ids) => { selection.value = new Set(ids); },
  };
}

/** @param {Record<string, any>} grid */
function withoutNulls(grid) {
  return Object.fromEntries(Object.entries(grid).filter(([, value]) => value !== null));
}

/** @param {{[id: string]: any}} things @param {string | null} scene */
function here(things, scene) {
  return Object.values(things)
    .filter((thing) => thing.scene === scene)
    .sort((a, b) => (a.z ?? 0) - (b.z ?? 0) || (a.id < b.id ? -1 : 1));
}

/** @param {any} map @returns {import("../base/geometry.js").Box} */
export function boxOfMap(map) {
  return turned({ x: map.x, y: map.y, width: map.width * map.scale, height: map.height * map.scale }, map.rotation ?? 0);
}

/** @param {any} scene @param {any[]} maps @param {import("./grid.js").Grid} grid */
function boundsOf(scene, maps, grid) {
  const box = around(maps.map(boxOfMap));
  if (box) return box;
  if (scene?.width && scene?.height) return { x: 0, y: 0, width: scene.width, height: scene.height };
  return { x: grid.offset_x, y: grid.offset_y, width: EMPTY_CELLS.columns * grid.size, height: EMPTY_CELLS.rows * grid.size };
}

/**
 * Whoever has not chosen a scene looks at the one shown to the players. Players receive a newly shown scene as changes;
 * a game master knows its things only when asked for, since they did not change. A chosen scene that was deleted is
 * left for the shown one.
 * @param {import("../rooms/store.js").Room} room
 * @param {import("../vendor/ui.js").ReadonlySignal<string | null>} activeId
 */
function followShownScene(room, activeId) {
  /** @type {string | null | undefined} undefined until the first snapshot */
  let known;
  effect(() => {
    const state = room.state.value;
    const active = activeId.value;
    if (!state || room.replaying.value) return;
    const chosen = room.live.scene;
    const another = known !== undefined && active !== known;
    known = active;
    if (chosen && !state.things.scene?.[chosen]) room.live.lookAt(null);
    else if (!chosen && another && state.sight === "gm") room.live.lookAt(null);
  });
}
