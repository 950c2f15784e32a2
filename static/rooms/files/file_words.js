/** Sizes and times as people read them. */
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";

const MEGABYTE = 1024 * 1024;

/** @param {number} bytes */
export function sizeOf(bytes) {
  if (bytes < 1024) return t("{count} bytes", { count: bytes });
  if (bytes < MEGABYTE) return t("{count} KB", { count: Math.round(bytes / 1024) });
  return t("{count} MB", { count: new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(bytes / MEGABYTE) });
}

/** @param {number} seconds @returns {string} as 1:05 or 1:00:05 */
export function timeOf(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  const hours = Math.floor(whole / 3600);
  const text = parts.map((part, index) => (index === 0 && !hours ? String(part) : String(part).padStart(2, "0"))).join(":");
  return hours ? `${hours}:${text}` : text;
}
