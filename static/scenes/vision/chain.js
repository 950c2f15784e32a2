/** A chain of walls while it is built: every click sets a corner. Pure. */

/** @typedef {import("../../base/geometry.js").Point} Point */

export class Chain {
  constructor() {
    /** @type {Point[]} */
    this.corners = [];
  }

  get begun() {
    return this.corners.length > 0;
  }

  /** @param {Point} corner @returns {boolean} false when it is the last corner again, which says that the chain is done */
  add(corner) {
    const last = this.corners.at(-1);
    if (last && last.x === corner.x && last.y === corner.y) return false;
    this.corners = [...this.corners, corner];
    return true;
  }

  /** Takes back the last corner. */
  back() {
    this.corners = this.corners.slice(0, -1);
  }

  /** The chain comes back to where it began. */
  get closed() {
    const [first, last] = [this.corners[0], this.corners.at(-1)];
    return this.corners.length > 2 && first.x === last?.x && first.y === last.y;
  }

  /** Its walls, and an empty chain for the next. @returns {{x1: number, y1: number, x2: number, y2: number}[]} */
  finish() {
    const { corners } = this;
    this.corners = [];
    return corners.slice(1).map(({ x, y }, at) => ({ x1: corners[at].x, y1: corners[at].y, x2: x, y2: y }));
  }
}
