/** The hand: every drag moves the ground. The middle and right buttons, Space and two fingers do so with any tool. */

export class PanTool {
  /** @param {{panBy: (dx: number, dy: number) => void}} context */
  constructor(context) {
    this.context = context;
    this.cursor = "grab";
    /** @type {{x: number, y: number} | null} */
    this.last = null;
  }

  down(pointer) { this.last = pointer.screen; }

  move(pointer) {
    if (!this.last) return;
    this.context.panBy(pointer.screen.x - this.last.x, pointer.screen.y - this.last.y);
    this.last = pointer.screen;
  }

  up() { this.last = null; }

  cancel() { this.last = null; }
}
