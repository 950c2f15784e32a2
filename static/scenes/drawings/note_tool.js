/** Put a note where one clicks; a chosen one is moved there instead. */
import { t } from "../../base/i18n.js";

export class NoteTool {
  /** @param {import("../table_view.js").Context} context */
  constructor(context) {
    this.context = context;
    this.cursor = "crosshair";
  }

  down() {}

  move() {}

  /** @param {import("../input.js").Pointer} pointer */
  up(pointer) {
    const { marks, room } = this.context.scene;
    const place = { x: Math.round(pointer.world.x), y: Math.round(pointer.world.y) };
    const chosen = marks.chosen.value;
    if (chosen?.kind === "note") {
      marks.change(chosen, "update", place);
      marks.chosen.value = null;
      this.context.useTool("select");
      room.toast(t("The note was moved."));
    } else marks.card.value = { ...place, title: "", text: "", gm_notes: "", icon: "map-pin", shared: "none", readers: [] };
  }

  cancel() {}
}
