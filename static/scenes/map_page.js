/** The map's half of the live page: canvas, tools, keys, and the panels of scenes, maps and tokens. */
import { effect, html, signal } from "../vendor/ui.js";
import { on } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { CharacterPanel } from "./characters/panel.js";
import { withSelected } from "./characters/selected.js";
import { fillers } from "../rooms/dice/macros.js";
import { tableCommands, useKeys } from "./commands.js";
import { lookFrom } from "./displays/looking.js";
import { FightPanel } from "./encounter/panel.js";
import { TurnPill } from "./encounter/pill.js";
import { LibraryPanel } from "./library_panel.js";
import { openLibrary } from "./library.js";
import { openScene } from "./model.js";
import { openMoves } from "./moves.js";
import { NothingShown } from "./nothing_shown.js";
import { OptionsBar } from "./options.js";
import { Rail, ZoomBar } from "./rail.js";
import { HandoutPanel } from "./handouts/handout_panel.js";
import { HandoutViews, openHandouts } from "./handouts/handout_view.js";
import { Shortcuts } from "./keys/shortcuts.js";
import { ScenePanel } from "./prepare/scene_panel.js";
import { SeesPanel, openSeeing, useDoor } from "./seeing/sees.js";
import { hearPlaces } from "./sounds/own_ears.js";
import { openStage } from "./stage.js";
import { drawScene, useTools } from "./table_view.js";
import { TokenList } from "./token_list.js";
import { TokenPanel } from "./token_panel.js";
import { DoorList } from "./vision/settings.js";

const PHONE = "(max-width: 700px)";

/**
 * @param {{room: import("../rooms/store.js").Room, root: HTMLElement, open: import("../vendor/ui.js").Signal<boolean>,
 *   show: (tab: string) => void, focusChat: () => void, engine: import("../audio/engine.js").Engine}} page
 */
export async function openMapPage({ room, root, open, show, focusChat, engine }) {
  const host = /** @type {HTMLElement} */ (root.querySelector("[data-map]"));
  const canvas = /** @type {HTMLCanvasElement} */ (host.querySelector("canvas"));
  await document.fonts?.load("600 20px 'Fraunces Variable'").catch(() => undefined); /* initials are drawn once */
  const stage = await openStage(host, canvas);
  const scene = openScene(room);
  const moves = openMoves(scene);
  const library = openLibrary(room);
  const handouts = openHandouts(room);
  const seeing = openSeeing(scene);
  const helping = signal(false);
  const view = drawScene(stage, scene, () => insets(open.value));
  lookFrom(() => middleOf(stage));
  hearPlaces(stage, scene, engine);
  const edit = () => show("token");
  const help = () => { helping.value = !helping.value; };
  const tools = useTools(view, moves, edit);
  const commands = tableCommands({
    scene, moves, view, cancel: tools.cancel, edit, focusChat,
    toggleDock: () => { open.value = !open.value; },
    toggleHelp: help,
    see: seeing.toggle,
    useDoor: () => useDoor(scene, seeing),
  });
  useKeys(commands, canvas);
  on(canvas, "pointerleave", () => { scene.hovered.value = null; });
  tellOfGifts(room, scene);
  fillers.push(withSelected(scene));
  root.dataset.ready = "true";

  const tabs = () => {
    const token = { name: "token", label: t("Token"), icon: "circle-user-round", view: () => html`<${TokenPanel} scene=${scene} moves=${moves} onSee=${seeing.toggle} />` };
    const fight = { name: "fight", label: t("Fight"), icon: "swords", view: () => html`<${FightPanel} scene=${scene} />` };
    const shown = { name: "handouts", label: t("Handouts"), icon: "image", view: () => html`<${HandoutPanel} scene=${scene} onOpen=${handouts.open} />` };
    const characters = { name: "characters", label: t("Characters"), icon: "book-open", view: () => html`<${CharacterPanel} scene=${scene} />` };
    if (!scene.edits.value) return [token, characters, fight, shown];
    return [
      token, characters, fight,
      { name: "scenes", label: t("Scenes"), icon: "layers", view: () => html`<${ScenePanel} scene=${scene} onLibrary=${() => show("library")} />` },
      { name: "library", label: t("Maps"), icon: "library", view: (/** @type {boolean} */ shown) => html`<${LibraryPanel} scene=${scene} library=${library} shown=${shown} onPlaced=${() => show("scenes")} />` },
      shown,
    ];
  };

  const Controls = () => html`
    <${Rail} scene=${scene} commands=${commands} onNewToken=${edit} />
    <${OptionsBar} scene=${scene} />
    <${NothingShown} scene=${scene} onScenes=${() => show("scenes")} onLibrary=${() => show("library")} />
    <${ZoomBar} view=${view} />
    <${TurnPill} scene=${scene} onOpen=${() => show("fight")} />
    <${TokenList} scene=${scene} view=${view} canvas=${canvas} />
    <${DoorList} scene=${scene} />
    <${SeesPanel} scene=${scene} view=${view} seeing=${seeing} />
    <${HandoutViews} room=${room} handouts=${handouts} />
    ${helping.value && html`<${Shortcuts} commands=${commands} onClose=${help} />`}`;

  return { scene, tabs, Controls, help };
}

/**
 * Being given a token is news: a player on a phone may be looking at the chat.
 * @param {import("../rooms/store.js").Room} room
 * @param {import("./model.js").Scene} scene
 */
function tellOfGifts(room, scene) {
  /** @type {Set<string> | null} null until the first snapshot */
  let known = null;
  effect(() => {
    const own = scene.own.value;
    if (!room.state.value) return;
    for (const id of known ? own : []) {
      const token = scene.standing.peek().find((one) => one.id === id);
      if (token && !known?.has(id)) room.toast(t("{name} is yours to move.", { name: token.name }), "good");
    }
    known = own;
  });
}

/** What panels cover of the map. The sheet of a phone stands below the map, not over it. @param {boolean} open */
function insets(open) {
  if (window.matchMedia(PHONE).matches) return { top: 68, right: 16, bottom: 16, left: 16 };
  return { top: 76, right: open ? 380 : 76, bottom: 68, left: 76 };
}

/** The place of the scene in the middle of the canvas. @param {import("./stage.js").Stage} stage */
function middleOf(stage) {
  const { width, height } = stage.viewport.peek();
  const { x, y, zoom } = stage.camera.peek();
  return { x: x + width / 2 / zoom, y: y + height / 2 / zoom };
}

export { SoundtrackCard } from "./soundtrack/card.js";
export { openSoundtrack } from "./soundtrack/soundtrack.js";
