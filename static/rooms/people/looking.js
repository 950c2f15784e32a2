/** Who looks at a public universe without belonging to it: how many, never who. */
import { tn } from "../../base/i18n.js";

/** @param {number} count */
export const lookingWords = (count) => tn("{count} person looks in", "{count} people look in", count);
