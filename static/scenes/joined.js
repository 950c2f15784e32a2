/**
 * Who joins the table: one line for each, so that what lies on it can grow without this file's neighbours knowing.
 *
 * @typedef {import("./table_view.js").Context} Context
 * @typedef {import("./input.js").Pointer} Pointer
 * @typedef {import("./input.js").Press} Press
 */
import { AlignOptions, AlignTool } from "./align/align_tool.js";
import { AreaOptions } from "./areas/area_options.js";
import { AreaTool, pressArea } from "./areas/area_tool.js";
import { drawAreas } from "./areas/area_view.js";
import { DrawOptions } from "./drawings/draw_options.js";
import { DrawTool } from "./drawings/draw_tool.js";
import { drawDrawings } from "./drawings/drawing_view.js";
import { NoteTool } from "./drawings/note_tool.js";
import { drawNotes } from "./drawings/notes_view.js";
import { drawTurn } from "./encounter/turn_view.js";
import { EffectsOptions, EffectsTool } from "./measure/effects_tool.js";
import { drawEffects } from "./measure/effects_view.js";
import { drawPings } from "./measure/pings_view.js";
import { holdToPing } from "./measure/pointing.js";
import { RulerOptions } from "./measure/ruler_options.js";
import { RulerTool } from "./measure/ruler_tool.js";
import { drawRulers } from "./measure/ruler_view.js";
import { EmitterOptions } from "./sounds/emitter_options.js";
import { EmitterTool } from "./sounds/emitter_tool.js";
import { drawEmitters } from "./sounds/emitter_view.js";
import { ArrangeTool } from "./tools/arrange.js";
import { drawTrails } from "./tokens/trails_view.js";
import { PanTool } from "./tools/pan.js";
import { PlaceTool } from "./tools/place.js";
import { SelectTool } from "./tools/select.js";
import { drawDoors } from "./vision/door_view.js";
import { pressDoor } from "./vision/doors.js";
import { FogTool } from "./vision/fog_tool.js";
import { drawFog } from "./vision/fog_view.js";
import { drawHands } from "./vision/hands_view.js";
import { LightTool } from "./vision/light_tool.js";
import { drawLights } from "./vision/light_view.js";
import { FogOptions, LightOptions, WallOptions } from "./vision/options.js";
import { WallTool } from "./vision/wall_tool.js";
import { drawWalls } from "./vision/wall_view.js";

/**
 * What is drawn, on the table and on displays alike. Each makes its own effects and cleans up after itself as things go.
 * @type {((stage: import("./stage.js").Stage, scene: import("./model.js").Scene) => void)[]}
 */
export const views = [drawTrails, drawTurn, drawFog, drawLights, drawWalls, drawDoors, drawHands, drawEmitters, drawAreas, drawDrawings, drawNotes, drawRulers, drawPings, drawEffects];

/**
 * What `scene.tool` may name. A tool may also have `key(event)`, asked before the page's shortcuts while the map has the
 * focus (true: the key was for the tool), and `menu(pointer)` for a right click.
 * @type {Record<string, new (context: Context) => import("./input.js").Tool>}
 */
export const tools = { select: SelectTool, pan: PanTool, place: PlaceTool, arrange: ArrangeTool, align: AlignTool, area: AreaTool, draw: DrawTool, note: NoteTool, ruler: RulerTool, effects: EffectsTool, wall: WallTool, light: LightTool, emitter: EmitterTool, fog: FogTool };

/**
 * Things that answer to a press while "select" or "pan" is held, asked in order before that tool: a door's icon, a note.
 * None: it was not meant.
 * @type {((pointer: Pointer, context: Context) => Press | null)[]}
 */
export const presses = [pressDoor, pressArea];

/**
 * What holding the main button still for half a second does with "select" or "pan": true when it was meant, then the tool
 * hears of no click.
 * @type {((pointer: Pointer, context: Context) => boolean)[]}
 */
export const holds = [holdToPing];

/**
 * Options of a tool, shown beside the rail while it is held: a component by the tool's name.
 * @type {Record<string, (props: {scene: import("./model.js").Scene}) => any>}
 */
export const options = { align: AlignOptions, area: AreaOptions, draw: DrawOptions, ruler: RulerOptions, effects: EffectsOptions, wall: WallOptions, light: LightOptions, emitter: EmitterOptions, fog: FogOptions };
