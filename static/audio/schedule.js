/**
 * What is heard of a sound at a moment, and what to do so that it is. Pure; all times are seconds, server time where not
 * said otherwise.
 *
 * A sound's playhead stood at `offset` when the server's clock showed `started`, and goes on at `rate`; everybody computes
 * the same place from that, whenever they came.
 *
 * @typedef {{from: number, to: number, at: number, seconds: number}} Fade volumes from 0 to 1, `at` in server time
 * @typedef {{id: string, name: string, artist?: string, duration: number, url: string, loudness: number | null, kind: string,
 *   format?: string, sample_rate?: number}} Track `format` and `sample_rate` of the file as it was uploaded
 * @typedef {{id: string, track: Track,
 *   group: string, state: string, started: number, offset: number, rate: number, volume: number, loop: boolean,
 *   fade: Fade | null, ends: number | null, from?: import("./nearby.js").Place}} Sound `from`: where in the scene it comes from
 */

/** Under talk (LOOK_AND_SOUND.md); in LUFS. */
export const TARGET_LOUDNESS = -18;
/** A very quiet file is not raised into its noise. */
const LOUDER_MOST_DB = 12;
const QUIETER_MOST_DB = 24;

/** Below this nobody hears it and nothing is corrected; above `SEEK` it is sought anew. */
const STILL = 0.004;
export const SEEK = 0.05;
/** What has just begun is sought anew above this: nobody has heard it for long, and catching up takes half a minute. */
const SEEK_AT_FIRST = 0.015;
/** So often at most: on a machine that is too busy it would never end. */
const SEEKS_AT_FIRST = 3;
/** A correction by rate takes so long: 50 ms are 10 cents of pitch then, which nobody hears. */
const CATCH_UP = 8;

/** The place of a loop. @param {number} at @param {number} duration */
const wrapped = (at, duration) => ((at % duration) + duration) % duration;

/** Lengths of tracks are told in milliseconds. */
const ROUNDED = 0.002;

/**
 * Where a loop turns. Its samples end where they end: turning at the rounded length would leave out some, which clicks. What
 * a codec has put behind the sound is left out.
 * @param {number} told @param {number} decoded the track's length, in seconds
 */
export const turnOf = (told, decoded) => (Math.abs(told - decoded) < ROUNDED ? decoded : Math.min(told, decoded));

/** When a fade is over. @param {Fade} fade */
const fadeEnd = (fade) => fade.at + fade.seconds;

/** Whether it is to be heard: it plays, or fades out towards its pause. @param {Sound} sound @param {number} now */
export function isHeard(sound, now) {
  if (sound.ends !== null && now >= sound.ends) return false;
  return sound.state === "playing" || (sound.fade !== null && now < fadeEnd(sound.fade));
}

/**
 * Where the playhead is; null when the sound is over. Before its start it stands where it will begin; one that fades out
 * comes to `offset` when the fade ends.
 * @param {Sound} sound
 * @param {number} now
 * @returns {number | null}
 */
export function playhead(sound, now) {
  const { duration } = sound.track;
  if (sound.ends !== null && now >= sound.ends) return null;
  const gone = sound.state === "playing" ? Math.max(0, now - sound.started) : Math.min(0, now - (sound.fade ? fadeEnd(sound.fade) : now));
  const at = sound.offset + gone * sound.rate;
  if (sound.loop && duration > 0) return wrapped(at, duration);
  return at < duration ? Math.max(0, at) : null;
}

/** Seconds until it begins; 0 when it has. @param {Sound} sound @param {number} now */
export const untilStart = (sound, now) => (sound.state === "playing" ? Math.max(0, sound.started - now) : 0);

/**
 * How to start now: `wait` seconds from now, at `offset` of the file. What has begun already starts `lead` from now at the
 * place where it will be then. Null: nothing is to be heard.
 * @param {Sound} sound
 * @param {number} now
 * @param {number} lead
 * @returns {{wait: number, offset: number} | null}
 */
export function startOf(sound, now, lead) {
  const wait = Math.max(untilStart(sound, now), lead);
  if (!isHeard(sound, now + wait)) return null;
  const offset = playhead(sound, now + wait);
  return offset === null ? null : { wait, offset };
}

/**
 * How far a playhead is ahead of where it should be; in a loop by the shorter way round.
 * @param {number} is
 * @param {number} should
 * @param {number | null} round the length of the loop, null where it ends
 */
export function ahead(is, should, round) {
  const apart = is - should;
  if (!round) return apart;
  return wrapped(apart + round / 2, round) - round / 2;
}

/**
 * What to do about a playhead that is `error` ahead: leave it, play at another rate for a while, or seek.
 * @param {number} error
 * @param {number} [sought] how often it was sought since it began to sound here
 * @returns {{seek: true} | {seek: false, rate: number}} `rate` times the sound's own
 */
export function correction(error, sought = Infinity) {
  if (Math.abs(error) > (sought < SEEKS_AT_FIRST ? SEEK_AT_FIRST : SEEK)) return { seek: true };
  return { seek: false, rate: Math.abs(error) <= STILL ? 1 : 1 - error / CATCH_UP };
}

/** A slider's place as gain: hearing is not linear, half way shall sound like half (a quarter of the amplitude). @param {number} place from 0 to 1 */
export const gainOf = (place) => Math.max(0, Math.min(1, place)) ** 2;

/**
 * How loud a sound is, as gain. A fade goes by equal power, so that two sounds that change places are as loud together as
 * each alone.
 * @param {{volume: number, fade: Fade | null}} sound
 * @param {number} now
 */
export function gainAt({ volume, fade }, now) {
  if (!fade) return gainOf(volume);
  const part = fade.seconds > 0 ? Math.min(1, Math.max(0, (now - fade.at) / fade.seconds)) : Number(now >= fade.at);
  const turn = (part * Math.PI) / 2;
  return Math.hypot(gainOf(fade.from) * Math.cos(turn), gainOf(fade.to) * Math.sin(turn));
}

/**
 * The rest of a fade as steps for a gain, the first at `now`; null when nothing of it is to come.
 * @param {{volume: number, fade: Fade | null}} sound
 * @param {number} now
 * @returns {{wait: number, seconds: number, gains: Float32Array} | null} `wait` until it begins
 */
export function fadeCurve(sound, now) {
  const { fade } = sound;
  if (!fade || now >= fadeEnd(fade) || fade.seconds <= 0) return null;
  const begins = Math.max(now, fade.at);
  const seconds = fadeEnd(fade) - begins;
  const steps = Math.max(8, Math.min(512, Math.ceil(seconds * 32)));
  return { wait: begins - now, seconds, gains: Float32Array.from({ length: steps }, (_, at) => gainAt(sound, begins + (seconds * at) / (steps - 1))) };
}

/**
 * Whether a row tells of another playhead than the one before it, so that it must be sought.
 * @param {Sound} was @param {Sound} is @param {number} now
 */
export function jumped(was, is, now) {
  if (was.loop !== is.loop || was.rate !== is.rate || was.track.url !== is.track.url || isHeard(was, now) !== isHeard(is, now)) return true;
  const from = playhead(was, now);
  const to = playhead(is, now);
  if (from === null || to === null) return from !== to;
  return Math.abs(ahead(from, to, is.loop ? is.track.duration : null)) > STILL || (was.ends !== null && is.ends === null);
}

/** What makes a file as loud as the others. @param {number | null} loudness in LUFS; null: not measured */
export function levelled(loudness) {
  if (loudness === null || !Number.isFinite(loudness)) return 1;
  const decibels = Math.max(-QUIETER_MOST_DB, Math.min(LOUDER_MOST_DB, TARGET_LOUDNESS - loudness));
  return ofDecibels(decibels);
}

/** @param {number} decibels */
export const ofDecibels = (decibels) => 10 ** (decibels / 20);
