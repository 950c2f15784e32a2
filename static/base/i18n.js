/**
 * Words shown to people. The page carries its catalogue in a json_script element, so a translated page needs no
 * further request; an English one carries none and shows the message ids, which are English sentences.
 */
import { dataOf } from "./dom.js";

/** @type {Record<string, string | string[]>} Django's catalogue */
const catalogue = dataOf("dt-i18n")?.catalog ?? {};

/**
 * @param {string} message an English sentence; `{name}` marks a place for a value
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(message, values = {}) {
  const found = catalogue[message];
  return fill(typeof found === "string" ? found : message, values);
}

/**
 * A sentence that depends on a number.
 * @param {string} one
 * @param {string} many
 * @param {number} count available to both sentences as `{count}`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tn(one, many, count, values = {}) {
  const found = catalogue[one];
  const forms = Array.isArray(found) ? found : [one, many];
  return fill(count === 1 ? forms[0] : forms[forms.length - 1], { count, ...values });
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
