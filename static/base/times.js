/** Words for moments. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS = /** @type {const} */ ([["day", DAY], ["hour", 60 * MINUTE], ["minute", MINUTE]]);

/**
 * The language of the page, so that "in 3 days" is in the same as the words around it; as the reader's country writes
 * it, where the browser names one.
 */
export function language() {
  if (typeof document === "undefined") return undefined;
  const page = document.documentElement.lang;
  return navigator.languages.find((one) => one.split("-")[0] === page) ?? (page || undefined);
}

/**
 * How far away a moment is, in the largest unit that fits: "in 3 days", "20 minutes ago".
 * @param {Date} moment
 * @param {Date} now
 * @param {string} [locale] the page's language unless given
 */
export function fromNow(moment, now, locale = language()) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const away = moment.getTime() - now.getTime();
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS[UNITS.length - 1];
  return words.format(unit === "day" ? daysApart(now, moment) : Math.trunc(away / size), unit);
}

/** Midnights between two moments: what people mean by "tomorrow" and "in two days". @param {Date} now @param {Date} moment */
function daysApart(now, moment) {
  const day = (/** @type {Date} */ date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((day(moment) - day(now)) / (DAY));
}
