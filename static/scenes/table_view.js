/**
 * Binds a scene's signals to what is drawn, and the pointer to the tool in hand. The display uses the same binding
 * without tools.
 *
 * @typedef {object} Context what a tool may do
 * @property {import("./model.js").Scene} scene
 * @property {import("./stage.js").Stage} stage
 * @property {ReturnType<typeof import("./moves.js").openMoves>} moves
 * @property {(dx: number, dy: number) => void} panBy
 * @property {(pointer: import("./input.js").Pointer) => any} tokenAt
 * @property {(pointer: import("./input.js").Pointer) => void} hover
 * @property {(box: import("../base/geometry.js").Box | null) => void} showBox
 * @property {(drag: any) => void} showDrag
 * @property {(place: {x: number, y: number} | null) => void} showDraft
 * @property {(name: string) => void} useTool
 * @property {() => void} edit open the inspector of what is selected
 */
import { effect } from "../vendor/ui.js";
import { fit, panBy, seen, zoomAt } from "./camera.js";
import { GridView } from "./grid_view.js";
import { on } from "../base/dom.js";
import { listen } from "./input.js";
import { holds, presses, tools as joined, views } from "./joined.js";
import { MapView } from "./map_view.js";
import { changedBoxes } from "./maps/pyramid.js";
import { Overlay } from "./overlay.js";
import { reconcile } from "./reconcile.js";
import { TokenView } from "./token_view.js";
import { TokenViews } from "./token_views.js";
import { controlsOf } from "./tokens/known.js";

/** Half of a 44 px target: a small token is easy to touch. */
const TOUCH_RADIUS = 22;
const MOUSE_RADIUS = 8;

/**
 * @param {import("./stage.js").Stage} stage
 * @param {import("./model.js").Scene} scene
 * @param {() => import("./camera.js").Insets} insets what panels cover
 * @param {number} [largest] the whole scene is not drawn larger than this
 */
export function drawScene(stage, scene, insets, largest = 1) {
  const tokens = new TokenViews(stage);
  const maps = new Map();
  const grid = new GridView(stage);
  const overlay = new Overlay(stage, scene);
  let fitted = "";
  let framed = "";

  effect(() => {
    reconcile(maps, scene.maps.value, () => new MapView(stage), (view, map) => view.update(map));
  });
  drawKnownParts(stage, scene, maps);
  effect(() => grid.update(scene.scene.value ? scene.grid.value : { ...scene.grid.value, show: false }, scene.bounds.value));
  effect(() => grid.fade(scene.grid.value.size * stage.camera.value.zoom));
  effect(() => {
    const cell = scene.grid.value.size;
    tokens.update(scene.tokens.value, {
      cell, perUnit: cell / scene.grid.value.distance, selection: scene.selection.value, hovered: scene.hovered.value,
      carried: scene.carried.value, controls: controlsOf(scene),
    });
  });
  for (const draw of views) draw(stage, scene);
  effect(() => {
    stage.canvas.parentElement?.style.setProperty("--scene-ground", scene.scene.value?.background || "#14121a");
  });

  /** @type {import("./camera.js").Camera | null} */
  let homed = null;
  const home = () => {
    homed = fit(scene.bounds.peek(), stage.viewport.peek(), insets(), largest);
    stage.camera.value = homed;
  };
  /** A scene is shown whole when it is opened, when its first map arrives, and as long as the viewer has not moved the view. */
  effect(() => {
    const { width, height } = stage.viewport.value;
    const key = `${scene.id.value}|${scene.maps.value.length > 0}`;
    const frame = JSON.stringify([width, height, insets()]);
    if (!scene.id.value || width < 2) return;
    const another = key !== fitted || (frame !== framed && stage.camera.peek() === homed);
    fitted = key;
    framed = frame;
    if (another) home();
  });

  return {
    stage, scene, overlay, home,
    /** @param {number} factor */
    zoom(factor) {
      const area = insets();
      const { width, height } = stage.viewport.value;
      const centre = { x: (area.left + width - area.right) / 2, y: (area.top + height - area.bottom) / 2 };
      stage.camera.value = zoomAt(stage.camera.value, centre, factor);
    },
    /** @param {{x: number, y: number}} point put it in the middle of what no panel covers */
    lookAt(point) {
      const { zoom } = stage.camera.value;
      stage.camera.value = { ...fit({ ...point, width: 1, height: 1 }, stage.viewport.value, insets(), zoom) };
    },
  };
}

/**
 * Maps load what is looked at; where more of them gets known, those parts anew.
 * @param {import("./stage.js").Stage} stage
 * @param {import("./model.js").Scene} scene
 * @param {Map<string, MapView>} maps
 */
function drawKnownParts(stage, scene, maps) {
  /** @type {{scene: string | null, explored: any}} */
  let known = { scene: null, explored: null };
  effect(() => {
    const explored = scene.sight.value?.explored ?? null;
    const boxes = known.scene === scene.id.value ? changedBoxes(known.explored, explored) : [];
    known = { scene: scene.id.value, explored };
    if (boxes === "all" || boxes.length) for (const view of maps.values()) view.refresh(boxes);
  });
  effect(() => {
    const camera = stage.camera.value;
    const box = seen(camera, stage.viewport.value);
    if (scene.maps.value.length) for (const view of maps.values()) view.look(box, camera.zoom);
  });
}

/**
 * Put the tools into the viewer's hand.
 * @param {ReturnType<typeof drawScene>} view
 * @param {ReturnType<typeof import("./moves.js").openMoves>} moves
 * @param {() => void} edit
 */
export function useTools(view, moves, edit) {
  const { stage, scene, overlay } = view;
  const draft = new TokenView(stage);
  draft.container.visible = false;

  /** @type {Context} */
  const context = {
    scene, stage, moves, edit,
    panBy: (dx, dy) => { stage.camera.value = panBy(stage.camera.value, dx, dy); },
    tokenAt: (pointer) => tokenAt(scene, pointer, stage.camera.value.zoom),
    hover: (pointer) => {
      const under = firstOf(presses, (find) => find(pointer, context));
      const token = tokenAt(scene, pointer, stage.camera.value.zoom);
      scene.hovered.value = token?.id ?? null;
      stage.canvas.style.cursor = under ? "pointer" : token ? (scene.mayMove(token) ? "grab" : "pointer") : "default";
    },
    showBox: (box) => overlay.showBox(box),
    showDrag: (drag) => overlay.showDrag(drag),
    showDraft: (place) => {
      draft.container.visible = place !== null && scene.draft.value !== null;
      if (place && scene.draft.value) draft.update({ rotation: 0, ...scene.draft.value, ...place }, { cell: scene.grid.value.size, selected: true, hovered: false, glide: false });
    },
    useTool: (name) => { scene.tool.value = name; },
  };
  const tools = Object.fromEntries(Object.entries(joined).map(([name, Made]) => [name, new Made(context)]));
  const current = () => tools[scene.tool.value] ?? tools.select;
  const plain = () => current() === tools.select || current() === tools.pan;
  let held = current();
  effect(() => {
    const next = current();
    if (next !== held) {
      held.cancel();
      held = next;
    }
    if (scene.tool.value !== "place") context.showDraft(null);
    stage.canvas.style.cursor = next.cursor;
  });
  const stop = listen({
    canvas: stage.canvas,
    camera: stage.camera,
    tool: current,
    press: (pointer) => (plain() ? firstOf(presses, (find) => find(pointer, context)) : null),
    hold: (pointer) => plain() && holds.some((hold) => hold(pointer, context)),
    rotate: (degrees) => {
      if (!moves.movable().length) return false;
      moves.rotate(degrees);
      return true;
    },
  });
  const stopKeys = on(window, "keydown", (event) => {
    if (document.activeElement === stage.canvas && held.key?.(event)) event.preventDefault();
  }, { capture: true });
  return {
    context,
    stop() {
      stop();
      stopKeys();
    },
    cancel: () => held.cancel(),
  };
}

/** @template T, R @param {T[]} list @param {(one: T) => R | null} ask @returns {R | null} the first answer */
function firstOf(list, ask) {
  for (const one of list) {
    const answer = ask(one);
    if (answer) return answer;
  }
  return null;
}

/**
 * The token under a pointer, topmost first; near a small one counts, so that it can be touched.
 * @param {import("./model.js").Scene} scene
 * @param {import("./input.js").Pointer} pointer
 * @param {number} zoom
 */
export function tokenAt(scene, pointer, zoom) {
  const cell = scene.grid.value.size;
  const least = (pointer.kind === "touch" ? TOUCH_RADIUS : MOUSE_RADIUS) / zoom;
  /** @type {any} */
  let found = null;
  let nearest = Infinity;
  for (const token of scene.tokens.value) {
    const away = Math.hypot(token.x - pointer.world.x, token.y - pointer.world.y);
    const radius = Math.max((token.size * cell) / 2, least);
    const inside = away <= (token.size * cell) / 2;
    if (away <= radius && (inside || away < nearest)) {
      found = token;
      nearest = inside ? -1 : away;
    }
  }
  return found;
}
