/**
 * Words shown to people. In English they are as written; for another language the page names a catalogue (a `link` with
 * `data-words`), which is here before any module goes on that imports this one. Where it cannot be had, English it is.
 */

/** @type {Record<string, string | string[]>} Django's catalogue */
const catalogue = await brought();

/** @returns {Promise<Record<string, string | string[]>>} */
async function brought() {
  const link = typeof document === "undefined" ? null : /** @type {HTMLLinkElement | null} */ (document.querySelector("link[data-words]"));
  if (!link) return {};
  try {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

/**
 * @param {string} message an English sentence; `{name}` marks a place for a value
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(message, values = {}) {
  return fill(one(catalogue[message], message), values);
}

/**
 * For a word that English alone does not tell apart: a key to press, or one of a door.
 * @param {string} context says which, to translators; never shown
 * @param {string} message
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tc(context, message, values = {}) {
  return fill(one(catalogue[`${context}\u0004${message}`], message), values);
}

/**
 * A sentence that depends on a number.
 * @param {string} single
 * @param {string} many
 * @param {number} count available to both sentences as `{count}`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tn(single, many, count, values = {}) {
  const found = catalogue[single];
  const forms = Array.isArray(found) ? found : [single, many];
  return fill(count === 1 ? forms[0] : forms[forms.length - 1], { count, ...values });
}

/** @param {string | string[] | undefined} found @param {string} message */
const one = (found, message) => (Array.isArray(found) ? found[0] : found ?? message);

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
