/** Moving, turning, hiding and deleting tokens: what tools, keys and panels do to them. */
import { t, tn } from "../base/i18n.js";
import { step } from "./grid.js";

/** Between two previews of a drag; the newest place wins, so fewer are enough for a smooth glide. */
const PREVIEW_MS = 45;
/** Held arrow keys are gathered, so that a long walk is a few kept events instead of thirty a second. */
const GATHER_MS = 140;

/** @typedef {import("./model.js").Scene} Scene */

/** @param {Scene} scene */
export function openMoves(scene) {
  const { room } = scene;
  let lastPreview = 0;
  /** @type {Map<string, any>} */
  const gathering = new Map();

  /** @param {string} id @param {{x: number, y: number}} place */
  async function move(id, place) {
    const mark = { ...place };
    scene.pending.value = new Map(scene.pending.value).set(id, mark);
    await room.send("token.move", { token: id, x: place.x, y: place.y });
    if (scene.pending.value.get(id) !== mark) return; /* a later move of ours is on its way */
    const rest = new Map(scene.pending.value);
    rest.delete(id);
    scene.pending.value = rest;
  }

  /** @param {string} id @param {{x: number, y: number}} place */
  function gather(id, place) {
    scene.pending.value = new Map(scene.pending.value).set(id, place);
    if (gathering.has(id)) return void gathering.set(id, place);
    gathering.set(id, place);
    setTimeout(() => {
      const last = gathering.get(id);
      gathering.delete(id);
      move(id, last);
    }, GATHER_MS);
  }

  const movable = () => scene.selected.value.filter(scene.mayMove);

  return {
    move,
    movable,
    /** Tell the others where dragged tokens are. @param {Map<string, {x: number, y: number}>} places */
    preview(places) {
      const now = performance.now();
      if (now - lastPreview < PREVIEW_MS * places.size) return;
      lastPreview = now;
      for (const [token, { x, y }] of places) room.pass("token.drag", { token, x: Math.round(x), y: Math.round(y) });
    },
    /** One cell in a direction, or one pixel. @param {number} dx @param {number} dy @param {boolean} fine */
    nudge(dx, dy, fine) {
      for (const token of movable()) {
        gather(token.id, fine ? { x: token.x + dx, y: token.y + dy } : step(scene.grid.value, token, dx, dy));
      }
    },
    /** @param {number} degrees */
    rotate(degrees) {
      for (const token of movable()) {
        const rotation = (((token.rotation ?? 0) + degrees) % 360 + 360) % 360;
        room.send("token.move", { token: token.id, x: token.x, y: token.y, rotation });
      }
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
      for (const token of gone) room.send("token.delete", { token: token.id });
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
