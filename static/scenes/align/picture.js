/** A placed map's picture as brightness, small enough to be looked through at once. */

const LARGEST = 1_400;

/**
 * @param {string} url of this server
 * @returns {Promise<{grey: Uint8ClampedArray, width: number, height: number, scale: number}>} `scale`: pixels of the
 *   picture for each of these
 */
export async function greyOf(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const scale = Math.max(1, Math.max(image.naturalWidth, image.naturalHeight) / LARGEST);
  const width = Math.max(1, Math.round(image.naturalWidth / scale));
  const height = Math.max(1, Math.round(image.naturalHeight / scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8ClampedArray(width * height);
  /* Rec. 601 luma */
  for (let at = 0; at < grey.length; at += 1) grey[at] = 0.299 * data[at * 4] + 0.587 * data[at * 4 + 1] + 0.114 * data[at * 4 + 2];
  return { grey, width, height, scale: image.naturalWidth / width };
}
