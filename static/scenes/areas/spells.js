/** Effects that are known by name (`/api/v1/spells`), read once when the area tool is first held. */
import { signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";

const METRES_A_FOOT = 0.3;
const METRES = /^(m|met(re|er)s?)$/i;

/** @type {import("../../vendor/ui.js").Signal<any[]>} */
export const spells = signal([]);
let asked = false;

export async function bringSpells() {
  if (asked) return;
  asked = true;
  try {
    spells.value = (await get("/api/v1/spells?per_page=500")).data;
  } catch {
    asked = false; /* the tool works without; the next time it is held, it asks again */
  }
}

/**
 * A size of the rules, in feet, in the scene's own unit.
 * @param {number} feet
 * @param {string} unit
 */
export const inUnit = (feet, unit) => (METRES.test(unit.trim()) ? Math.round(feet * METRES_A_FOOT * 10) / 10 : feet);
