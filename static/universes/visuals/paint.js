/** Puts a picture (`shapes.js`) on a canvas: the shapes over their own light over the background. */

/** Light is blurred at an eighth and then a sixteenth of the size, which browsers make smooth when they enlarge it. */
const SMALL = [8, 16];
/** More pixels than these cost time, and with light around them nobody tells them apart. */
const MOST_ACROSS = 1600;

export class Painter {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
    this.layer = sheet();
    this.lights = SMALL.map(sheet);
    this.cells = sheet();
  }

  /** As large as the canvas is shown. @returns {import("./shapes.js").Size} pixels to draw in */
  size() {
    const dense = Math.min(window.devicePixelRatio || 1, MOST_ACROSS / Math.max(this.canvas.clientWidth, this.canvas.clientHeight, 1));
    const width = Math.max(Math.round(this.canvas.clientWidth * dense), 1);
    const height = Math.max(Math.round(this.canvas.clientHeight * dense), 1);
    fit(this.canvas, width, height);
    return { width, height };
  }

  /** @param {import("./shapes.js").Picture} picture */
  paint({ width, height, background, shapes, halo }) {
    const { pen } = this;
    const layer = fresh(this.layer, width, height);
    for (const shape of shapes) this.draw(layer, shape, width, height);
    pen.globalCompositeOperation = "source-over";
    pen.globalAlpha = 1;
    pen.fillStyle = background;
    pen.fillRect(0, 0, width, height);
    if (halo) {
      let from = this.layer;
      this.lights.forEach((light, index) => {
        const scale = SMALL[index];
        fresh(light, Math.ceil(width / scale), Math.ceil(height / scale)).drawImage(from, 0, 0, light.width, light.height);
        from = light;
      });
      pen.globalCompositeOperation = "lighter";
      pen.globalAlpha = halo;
      pen.drawImage(from, 0, 0, width, height);
      pen.globalCompositeOperation = "source-over";
      pen.globalAlpha = 1;
    }
    pen.drawImage(this.layer, 0, 0);
  }

  /** @param {CanvasRenderingContext2D} pen @param {import("./shapes.js").Shape} shape @param {number} width @param {number} height */
  draw(pen, shape, width, height) {
    if (shape.type === "raster") {
      fresh(this.cells, shape.width, shape.height).putImageData(new ImageData(shape.pixels, shape.width, shape.height), 0, 0);
      pen.drawImage(this.cells, 0, 0, width, height);
      return;
    }
    pen.globalAlpha = Math.min(Math.max(shape.opacity, 0), 1);
    pen.beginPath();
    if (shape.type === "circle") pen.arc(shape.x, shape.y, Math.max(shape.radius, 0), 0, 2 * Math.PI);
    else for (const [x, y] of shape.points) pen.lineTo(x, y);
    if (shape.type === "line") {
      pen.lineJoin = "round";
      pen.lineWidth = shape.width;
      pen.strokeStyle = shape.color;
      pen.stroke();
    } else {
      pen.fillStyle = shape.color;
      pen.fill();
    }
    pen.globalAlpha = 1;
  }
}

const sheet = () => document.createElement("canvas");

/** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function fit(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Emptied, and of this size. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function fresh(canvas, width, height) {
  fit(canvas, width, height);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.clearRect(0, 0, width, height);
  return pen;
}
