/**
 * Areas, drawings and notes of the scene in view, as signals: what there is, which of them is chosen, what the tools in
 * hand would make. What one drags is shown where it is dragged until the server has said where it is.
 *
 * @typedef {{kind: "area" | "drawing" | "note", id: string}} Chosen
 * @typedef {ReturnType<typeof openMarks>} Marks
 */
import { computed, effect, signal } from "../../vendor/ui.js";
import { Leases } from "../../rooms/live/leases.js";

/** What a new area is like until one changes it; sizes in the scene's unit. */
export const NEW_AREA = { shape: "circle", size: 20, width: 5, angle: 53.13, rotation: 0, colour: "#e5604d", opacity: 0.5, label: "", effect: "" };
/** What a new drawing is like; widths and heights of text in scene pixels. */
export const NEW_DRAWING = { kind: "freehand", stroke: "#f2b44b", fill: "", width: 6, size: 40 };

/** Between two previews of a drag, as of tokens. */
const PREVIEW_MS = 45;
/** Turns of the wheel and held keys are gathered: one kept event, and one step of undo, for many of them. */
const GATHER_MS = 180;

/**
 * @param {import("../../rooms/store.js").Room} room
 * @param {import("../../vendor/ui.js").ReadonlySignal<string | null>} scene the id of the scene in view
 */
export function openMarks(room, scene) {
  const carried = signal(/** @type {(Chosen & {fields: any}) | null} */ (null));
  /** What others drag: an area's place, or how far a drawing is from where it lies. */
  const dragged = signal(/** @type {Map<string, any>} */ (new Map()));
  const drags = new Leases((held) => { dragged.value = new Map(held); });
  const here = (/** @type {string[]} */ ...kinds) => computed(() => {
    const held = carried.value;
    const others = dragged.value;
    return kinds.flatMap((kind) => Object.values(room.kind(kind).value))
      .filter((one) => one.scene === scene.value)
      .map((one) => (held && held.id === one.id ? { ...one, ...held.fields } : others.has(one.id) ? away(one, others.get(one.id)) : one));
  });
  let lastPreview = 0;
  room.onPassing(({ type, data }) => {
    if ((type === "area.drag" || type === "drawing.drag") && data.user !== room.you.value.user) drags.renew(data.area ?? data.drawing, data);
  });
  room.onEntry((entry) => {
    for (const [, kind, id] of entry.ops) if (kind === "area" || kind === "drawing") drags.end(id);
  });
  const areas = here("area");
  const drawings = here("drawing");
  const notes = here("map_note", "named_note");
  const chosen = signal(/** @type {Chosen | null} */ (null));
  const lists = { area: areas, drawing: drawings, note: notes };
  const one = computed(() => (chosen.value ? lists[chosen.value.kind].value.find(({ id }) => id === chosen.value?.id) ?? null : null));

  /** What is gone, hidden from us or in another scene is not chosen any more. */
  effect(() => { if (chosen.value && !one.value) chosen.value = null; });

  const player = () => room.you.value.role === "player" && !room.paused.value
    && !room.members.value.some((member) => member.user === room.you.value.user && member.muted);

  /** @type {{mark: Chosen, verb: string, fields: any, timer: any} | null} */
  let gathered = null;

  /**
   * Move or change the one, shown at once.
   * @param {Chosen} mark @param {string} verb "move" or "update" @param {any} fields
   */
  async function change({ kind, id }, verb, fields) {
    const mine = { kind, id, fields };
    carried.value = mine;
    await room.send(`${kind}.${verb}`, { [kind]: id, ...fields });
    if (carried.value === mine) carried.value = null;
  }

  function send() {
    const last = gathered;
    gathered = null;
    if (!last) return;
    clearTimeout(last.timer);
    change(last.mark, last.verb, last.fields);
  }

  return {
    room, areas, drawings, notes, chosen, one, carried,
    area: signal({ ...NEW_AREA }),
    drawing: signal({ ...NEW_DRAWING }),
    /** where the area tool would lay one @type {import("../../vendor/ui.js").Signal<any>} */
    draft: signal(null),
    /** what is being drawn, or the place of a text to be written @type {import("../../vendor/ui.js").Signal<any>} */
    sketch: signal(null),
    /** the note whose card is open, or a new one without an id @type {import("../../vendor/ui.js").Signal<any>} */
    card: signal(null),
    /** Draw, measure, point, lay areas. */
    draws: computed(() => !room.archived.value && (room.leads.value || player())),
    leads: computed(() => !room.archived.value && room.leads.value),
    /** @param {any} mark */
    mayChange: (mark) => !room.archived.value && (room.leads.value || (player() && mark.user === room.you.value.user && !mark.locked)),
    change,
    /** Tell the others where the one is that is dragged. @param {"area" | "drawing"} kind @param {string} id @param {{x: number, y: number} | {dx: number, dy: number}} where */
    preview(kind, id, where) {
      const now = performance.now();
      if (now - lastPreview < PREVIEW_MS) return;
      lastPreview = now;
      room.pass(`${kind}.drag`, { [kind]: id, ...where });
    },
    /** The same, sent when no further one follows. @param {Chosen} mark @param {string} verb @param {any} fields */
    gather(mark, verb, fields) {
      if (gathered && (gathered.mark.id !== mark.id || gathered.verb !== verb)) send();
      const all = { ...gathered?.fields, ...fields };
      clearTimeout(gathered?.timer);
      carried.value = { ...mark, fields: all };
      gathered = { mark, verb, fields: all, timer: setTimeout(send, GATHER_MS) };
    },
    remove() {
      send();
      const mark = chosen.value;
      if (!mark) return;
      chosen.value = null;
      room.send(`${mark.kind}.delete`, { [mark.kind]: mark.id });
    },
  };
}

/** @param {[number, number][]} points @param {number} dx @param {number} dy */
export const shifted = (points, dx, dy) => points.map(([x, y]) => [Math.round(x + dx), Math.round(y + dy)]);

/** A mark where somebody's hand has it. @param {any} one @param {any} drag */
function away(one, { x, y, dx, dy }) {
  return dx === undefined ? { ...one, x, y } : { ...one, points: shifted(one.points, dx, dy) };
}
