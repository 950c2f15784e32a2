/** Put down a new token: the draft follows the pointer, a click makes it; Shift keeps the tool for the next one. */
import { CHARACTER } from "../characters/carry.js";
import { snap } from "../grid.js";

export class PlaceTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
  }

  /** @param {import("../input.js").Pointer} pointer */
  move(pointer) {
    this.context.showDraft(this.#place(pointer));
  }

  /** @param {import("../input.js").Pointer} pointer */
  down(pointer) {
    this.move(pointer);
  }

  /** @param {import("../input.js").Pointer} pointer */
  up(pointer) {
    const { scene } = this.context;
    const draft = scene.draft.value;
    if (draft && scene.id.value) {
      scene.room.send("token.create", { scene: scene.id.value, ...sent(draft), ...this.#place(pointer) });
    }
    if (!pointer.shift) this.context.useTool("select");
  }

  /** What is dragged out of a panel and dropped here. @param {DataTransfer} carried */
  takes(carried) {
    return carried.types.includes(CHARACTER);
  }

  cancel() {
    this.context.showDraft(null);
  }

  /** @param {import("../input.js").Pointer} pointer */
  #place(pointer) {
    const { scene } = this.context;
    return pointer.alt ? { x: Math.round(pointer.world.x), y: Math.round(pointer.world.y) } : snap(scene.grid.value, pointer.world, scene.draft.value?.size ?? 1);
  }
}

/** Of a character's token the server knows all but the place. @param {any} draft */
const sent = (draft) => (draft.character ? { character: draft.character } : draft);
