/** Rooms as impulse responses: noise that dies away, darker the longer it rings; left and right differ. */

/** @type {Record<string, {seconds: number, before: number, dark: number, wet: number}>} time to -60 dB, gap before the first echo, both in seconds; how much the end is darker; how much of it is heard */
const ROOMS = {
  small_room: { seconds: 0.5, before: 0.004, dark: 0.3, wet: 0.3 },
  close_room: { seconds: 0.8, before: 0.008, dark: 0.4, wet: 0.26 },
  hall: { seconds: 2.1, before: 0.02, dark: 0.6, wet: 0.34 },
  wide_hall: { seconds: 3.2, before: 0.03, dark: 0.7, wet: 0.42 },
  cavern: { seconds: 4.6, before: 0.045, dark: 0.85, wet: 0.5 },
  outdoors: { seconds: 0.35, before: 0.05, dark: 0.7, wet: 0.14 },
};
const SILENT = { seconds: 0.01, before: 0, dark: 0, wet: 0 };

/** How much of a room is heard beside what is sent to it whole. @param {string} name */
export const wetness = (name) => (ROOMS[name] ?? SILENT).wet;

/** @param {BaseAudioContext} context @param {string} name @returns {AudioBuffer} */
export function roomResponse(context, name) {
  const { seconds, before, dark } = ROOMS[name] ?? SILENT;
  const rate = context.sampleRate;
  const length = Math.ceil((seconds + before) * rate);
  const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate: rate });
  const first = Math.floor(before * rate);
  for (let side = 0; side < 2; side += 1) {
    const samples = buffer.getChannelData(side);
    let held = 0;
    let energy = 0;
    for (let n = first; n < length; n += 1) {
      const part = (n - first) / (length - first);
      const pass = 1 - dark * (0.3 + 0.69 * part); /* a one-pole low-pass that closes while it rings */
      held += pass * (Math.random() * 2 - 1 - held);
      samples[n] = held * 10 ** (-3 * part);
      energy += samples[n] ** 2;
    }
    const level = 1 / Math.sqrt(energy || 1);
    for (let n = first; n < length; n += 1) samples[n] *= level;
  }
  return buffer;
}
