/**
 * The canvas: Pixi's renderer, the layers, the camera. It draws only when something asks for it, so a quiet table costs
 * no battery.
 */
import { Application, Container, Ticker } from "../vendor/pixi.js";
import { signal } from "../vendor/ui.js";
import { reducedMotion } from "../base/dom.js";

/** From the ground up. Fog lies over what it hides; notes, overlay and effects over the fog. */
const LAYERS = /** @type {const} */ (["maps", "lights", "grid", "areas", "drawings", "walls", "tokens", "fog", "notes", "overlay", "effects"]);
/** Twice the density of a phone's screen costs four times the work and is not seen on a map. */
const DENSITY_MAX = 2;

/** Where frames take long, what moves takes no longer for it; after a tab was hidden nothing leaps further than this. */
const LONGEST_FRAME_MS = 1_000;

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/**
 * @param {HTMLElement} host
 * @param {HTMLCanvasElement} canvas
 */
export async function openStage(host, canvas) {
  /* Pixi's own clock, by which it drops what was not drawn for long, would ask for sixty frames a second for ever: it
     goes on when something is drawn. */
  Ticker.system.autoStart = false;
  Ticker.system.stop();
  const app = new Application();
  await app.init({
    canvas,
    width: host.clientWidth || 1,
    height: host.clientHeight || 1,
    antialias: true,
    autoDensity: true,
    autoStart: false,
    backgroundAlpha: 0,
    preference: "webgl",
    eventMode: "none",
    eventFeatures: { move: false, globalMove: false, click: false, wheel: false }, /* input.js listens */
    resolution: Math.min(window.devicePixelRatio || 1, DENSITY_MAX),
  });
  app.ticker.stop();
  /* Groups of their own: panning moves one matrix, and a moved token has no wall looked at. */
  const world = new Container({ isRenderGroup: true });
  const layers = /** @type {Record<(typeof LAYERS)[number], Container>} */ ({});
  for (const name of LAYERS) {
    layers[name] = new Container({ label: name, isRenderGroup: name === "walls" || name === "tokens" });
    world.addChild(layers[name]);
  }
  layers.tokens.sortableChildren = true;
  layers.maps.sortableChildren = true;
  /* What keeps its size on the screen: names, handles, icons. Its own owner places it by the camera. */
  const screen = new Container({ label: "screen" });
  app.stage.addChild(world, screen);

  const camera = signal({ x: 0, y: 0, zoom: 1 });
  const viewport = signal({ width: host.clientWidth, height: host.clientHeight });
  /** @type {Set<(elapsed: number) => boolean>} moving things; each says whether it still moves */
  const moving = new Set();
  let asked = 0;
  let last = 0;

  function draw(now) {
    const elapsed = last ? Math.min(now - last, LONGEST_FRAME_MS) : 16;
    asked = 0;
    for (const move of moving) if (!move(elapsed)) moving.delete(move);
    const { x, y, zoom } = camera.value;
    world.scale.set(zoom);
    world.position.set(-x * zoom, -y * zoom);
    app.renderer.render(app.stage);
    Ticker.system.update(now);
    last = moving.size ? now : 0;
    if (moving.size) request();
  }

  function request() {
    if (!asked) asked = requestAnimationFrame(draw);
  }

  const watcher = new ResizeObserver(() => {
    app.renderer.resize(Math.max(1, host.clientWidth), Math.max(1, host.clientHeight));
    viewport.value = { width: host.clientWidth, height: host.clientHeight };
    request();
  });
  watcher.observe(host);
  camera.subscribe(request);

  return {
    app, canvas, world, screen, layers, camera, viewport, request,
    largestTexture: Math.min(4096, textureLimit(app)),
    /** Call `move` before each frame until it says that it is done. @param {(elapsed: number) => boolean} move */
    animate(move) {
      if (reducedMotion()) move(Infinity);
      else moving.add(move);
      request();
    },
    close() {
      watcher.disconnect();
      cancelAnimationFrame(asked);
      app.destroy();
    },
  };
}

/** @param {Application} app */
function textureLimit(app) {
  const gl = /** @type {any} */ (app.renderer).gl;
  return gl ? gl.getParameter(gl.MAX_TEXTURE_SIZE) : 4096;
}
