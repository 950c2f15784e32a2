/** Moving, turning, hiding and deleting tokens: what tools, keys and panels do to them. */
import { t, tn } from "../base/i18n.js";
import { snap, step } from "./grid.js";
import { aligned } from "./tokens/align.js";
import { put } from "./tokens/clipboard.js";
import { isLocked } from "./tokens/known.js";

/** Between two previews of a drag; the newest place wins, so fewer are enough for a smooth glide. */
const PREVIEW_MS = 45;
/** Held arrow keys are gathered, so that a long walk is a few kept events instead of thirty a second. */
const GATHER_MS = 140;

const AT_ONCE = 100;

/** @typedef {import("./model.js").Scene} Scene */
/** @typedef {{x: number, y: number}} Place */
/** @typedef {Map<string, Place>} Places */

/** @param {Scene} scene */
export function openMoves(scene) {
  const { room } = scene;
  let lastPreview = 0;
  /** @type {Places} */
  let gathering = new Map();

  /** Shows tokens where they shall be until the server has said so, or refused. @param {Places} places @param {Promise<any>} sent */
  async function meanwhile(places, sent) {
    const marks = new Map([...places].map(([id, place]) => [id, { ...place }]));
    scene.pending.value = new Map([...scene.pending.value, ...marks]);
    await sent;
    /* a later move of ours may be on its way */
    scene.pending.value = new Map([...scene.pending.value].filter(([id, mark]) => marks.get(id) !== mark));
  }

  /** @param {string} id @param {Place} place @param {Place[]} [way] points to go by */
  function move(id, place, way = []) {
    const path = way.length ? { path: [...way, place].map(({ x, y }) => [x, y]) } : {};
    return meanwhile(new Map([[id, place]]), room.send("token.move", { token: id, x: place.x, y: place.y, ...path }));
  }

  /** Several move in one step, which one undo takes back; by points each for itself. @param {Places} places @param {Map<string, Place[]>} [ways] */
  function moveAll(places, ways = new Map()) {
    const several = [...places];
    if (several.length > 1 && ![...ways.values()].some((way) => way.length)) {
      for (let at = 0; at < several.length; at += AT_ONCE) {
        const part = several.slice(at, at + AT_ONCE);
        meanwhile(new Map(part), room.send("token.move_many", { moves: part.map(([token, { x, y }]) => ({ token, x, y })) }));
      }
    } else for (const [id, place] of several) move(id, place, ways.get(id));
  }

  /** @param {string} id @param {Place} place */
  function gather(id, place) {
    scene.pending.value = new Map(scene.pending.value).set(id, place);
    if (!gathering.size) {
      setTimeout(() => {
        const last = gathering;
        gathering = new Map();
        moveAll(last);
      }, GATHER_MS);
    }
    gathering.set(id, place);
  }

  const movable = () => scene.selected.value.filter((token) => scene.mayMove(token) && !isLocked(scene, token));

  return {
    move,
    moveAll,
    movable,
    /** @param {{like: string, x: number, y: number}[]} places */
    copy: (places) => put(scene, places),
    /** Tell the others where dragged tokens are. @param {Places} places @param {Map<string, Place[]>} [ways] */
    preview(places, ways = new Map()) {
      const now = performance.now();
      if (now - lastPreview < PREVIEW_MS * places.size) return;
      lastPreview = now;
      for (const [token, { x, y }] of places) {
        const way = ways.get(token) ?? [];
        room.pass("token.drag", { token, x: Math.round(x), y: Math.round(y), ...(way.length && { path: way.map((point) => [point.x, point.y]) }) });
      }
    },
    /** One cell in a direction, or one pixel. @param {number} dx @param {number} dy @param {boolean} fine */
    nudge(dx, dy, fine) {
      for (const token of movable()) {
        gather(token.id, fine ? { x: token.x + dx, y: token.y + dy } : step(scene.grid.value, token, dx, dy));
      }
    },
    /** @param {number} degrees */
    rotate(degrees) {
      for (const token of scene.selected.value.filter(scene.mayMove)) {
        const rotation = (((token.rotation ?? 0) + degrees) % 360 + 360) % 360;
        room.send("token.face", { token: token.id, rotation });
      }
    },
    /** @param {import("./tokens/align.js").How} how */
    align(how) {
      const tokens = movable();
      const free = scene.grid.value.type === "none";
      const sizes = new Map(tokens.map(({ id, size }) => [id, size]));
      moveAll(new Map(aligned(tokens, how).map(({ id, x, y }) => [id, free ? { x, y } : snap(scene.grid.value, { x, y }, sizes.get(id))])));
    },
    /** @param {boolean} hidden */
    hide(hidden) {
      if (!scene.edits.value) return;
      for (const token of scene.selected.value) room.send("token.hide", { token: token.id, hidden });
    },
    async removeSelected() {
      const gone = scene.selected.value;
      if (!scene.edits.value || !gone.length) return;
      const sure = gone.length === 1 ? t("Delete {name}?", { name: gone[0].name }) : tn("Delete {count} token?", "Delete {count} tokens?", gone.length);
      if (!(await room.confirm(sure, t("Delete")))) return;
      for (let at = 0; at < gone.length; at += AT_ONCE) room.send("token.delete_many", { tokens: gone.slice(at, at + AT_ONCE).map(({ id }) => id) });
    },
    /** The next of one's own tokens (of all, for those who lead); false when there is none, so that Tab leaves the canvas. @param {number} by */
    cycle(by) {
      const own = scene.tokens.value.filter((token) => token.mine);
      const tokens = own.length ? own : scene.room.leads.value ? scene.tokens.value : [];
      if (!tokens.length) return false;
      const at = tokens.findIndex((token) => scene.selection.value.has(token.id));
      scene.select([tokens[(at + by + tokens.length) % tokens.length].id]);
      return true;
    },
  };
}
