/** The picture that a Universal VTT file carries in itself, for its preview: taken out on this page, sent nowhere. */

/** A larger file is not read whole for a small picture; the server reads it piece by piece. */
const MOST_BYTES = 64 * 1024 * 1024;
/** How the base64 of each format begins, by its first bytes. */
const BEGINNINGS = { iVBOR: "image/png", "/9j/": "image/jpeg", UklGR: "image/webp" };

/** @param {Blob} file @returns {Promise<Blob | null>} null when it has none that a page shows, or is too large */
export async function embeddedIn(file) {
  return file.size <= MOST_BYTES ? pictureIn(await file.text()) : null;
}

/** Found by its key, without parsing what is around it. @param {string} text @returns {Blob | null} */
export function pictureIn(text) {
  const key = /"image"\s*:\s*"/.exec(text);
  if (!key) return null;
  const from = key.index + key[0].length;
  const words = text.slice(from, text.indexOf('"', from)).replaceAll("\\/", "/");
  const base64 = words.slice(words.startsWith("data:") ? words.indexOf(",") + 1 : 0);
  const [, type] = Object.entries(BEGINNINGS).find(([beginning]) => base64.startsWith(beginning)) ?? [];
  if (!type) return null;
  try {
    return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
  } catch {
    return null; /* no base64: the server says so */
  }
}
