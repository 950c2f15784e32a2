/**
 * Where a browser fetches the sound of a track. What some browser cannot play has an MP3 besides, and that is what the
 * server answers with unless the file itself is asked for. An MP3 has silence around the sound, which is heard as a gap where
 * a loop turns: who can play the file itself is given that. Pure but for the browser's own word on what it plays.
 */

/** Of formats that not every browser plays, the type that `canPlayType` is asked about. @type {Record<string, string>} */
const ASKED = { ogg: 'audio/ogg; codecs="vorbis"', opus: 'audio/ogg; codecs="opus"' };

/**
 * @param {{url: string, format?: string}} track
 * @param {(type: string) => boolean} [plays]
 * @returns {string[]} at least one, the best first; the next is for when it cannot be played after all
 */
export function addressesOf({ url, format = "" }, plays = browserPlays) {
  const type = ASKED[format];
  return type && plays(type) ? [`${url}?original=1`, url] : [url];
}

/** @param {string} type */
const browserPlays = (type) => document.createElement("audio").canPlayType(type) !== "";
