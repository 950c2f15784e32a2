/** Composition root of a universe's page: the world in the middle, its panels beside it, its music for who listens. */
import { computed, html, render, signal } from "./vendor/ui.js";
import { bringIcons, dataOf, on } from "./base/dom.js";
import { get } from "./base/http.js";
import { t } from "./base/i18n.js";
import { Notices, openNotices } from "./base/parts.js";
import { openMix } from "./audio/mix.js";
import { ChatPanel, openChat } from "./rooms/chat/chat.js";
import { ConnectionNotice } from "./rooms/connection.js";
import { Dock } from "./rooms/dock.js";
import { tellWhenIdle } from "./rooms/live/idle.js";
import { openPresence, PresenceVoice } from "./rooms/live/presence.js";
import { ReplayBar } from "./rooms/past/replay_bar.js";
import { openReplay } from "./rooms/past/replay_source.js";
import { listenForUndo, openUndo } from "./rooms/past/undo.js";
import { InviteDialog } from "./rooms/people/invite.js";
import { PeoplePanel } from "./rooms/people/people.js";
import { openRoom } from "./rooms/store.js";
import { TopBar } from "./rooms/top_bar.js";
import { openActivity, ActivityLine } from "./universes/activity.js";
import { instrumentsOf, musicRows, physicsRows } from "./universes/groups.js";
import { openPlayer } from "./universes/music/player.js";
import { AboutPanel } from "./universes/panels/about_panel.js";
import { BodiesPanel } from "./universes/panels/bodies_panel.js";
import { HistoryPanel, openPast } from "./universes/panels/history_panel.js";
import { MusicPanel } from "./universes/panels/music_panel.js";
import { PhysicsPanel } from "./universes/panels/physics_panel.js";
import { StoryPanel } from "./universes/panels/story_panel.js";
import { VisualsPanel } from "./universes/panels/visuals_panel.js";
import { openMotion } from "./universes/stage/motion.js";
import { openStage, StageView } from "./universes/stage/stage.js";
import { Transport } from "./universes/stage/transport.js";
import { PictureView } from "./universes/visuals/picture_view.js";
import { openVisuals } from "./universes/visuals/visuals.js";
import { openStory } from "./universes/story.js";
import { plainWords, tableWords } from "./universes/words.js";
import { openWorld } from "./universes/world.js";

const page = { ...dataOf("dt-urls"), room: dataOf("dt-room"), user: dataOf("dt-user") };
const notices = openNotices();
const room = openRoom(page, notices);
const world = openWorld(room);
const motion = openMotion(world);
const stage = openStage(world, motion);
const story = openStory(world);
const player = openPlayer(world, openMix(`dreamtable:universe:${page.room.id}`));
const visuals = openVisuals({ world, motion, player });
const presence = openPresence(room);
/** Who only looks in hears no talk. */
const chat = page.user.role === "display" ? null : openChat(room, { presence });
const undo = openUndo(room);
const replay = openReplay(room);
const tab = signal("physics");
const open = signal(true);
const inviting = signal(false);
const tables = signal(/** @type {any} */ (null));
const words = computed(() => (tables.value ? tableWords(tables.value.physics, tables.value.music) : plainWords));
/** Of a parameter, "" of what has none. @param {string} what @param {string} field @returns {string} */
const unitOf = (what, field) => tables.value?.[what]?.find?.((/** @type {any} */ row) => row.name === field)?.unit ?? "";
const activity = openActivity(world, () => words.peek());
const past = openPast(world);

/** Talk and people are for who belongs to it. @returns {import("./rooms/dock.js").Tab[]} */
function tabs() {
  const { physics = [], physicsPresets = [], music = [], musicPresets = [], instruments = [] } = tables.value ?? {};
  const all = [
    { name: "physics", label: t("Physics"), icon: "orbit", view: () => html`<${PhysicsPanel} world=${world} activity=${activity} rows=${physics} presets=${physicsPresets} />` },
    { name: "music", label: t("Music"), icon: "music", view: () => html`<${MusicPanel} world=${world} activity=${activity} player=${player} rows=${music} presets=${musicPresets} instruments=${instruments} />` },
    { name: "bodies", label: t("Bodies"), icon: "box", view: () => html`<${BodiesPanel} world=${world} stage=${stage} activity=${activity} />` },
    { name: "story", label: t("Story"), icon: "book-open", view: (/** @type {boolean} */ shown) => html`<${StoryPanel} world=${world} story=${story} physics=${physics} music=${music} activity=${activity} shown=${shown} />` },
    { name: "visuals", label: t("Pictures"), icon: "sparkles", view: (/** @type {boolean} */ shown) => html`<${VisualsPanel} visuals=${visuals} rows=${[...music, ...physics]} open=${shown} />` },
    { name: "about", label: t("About"), icon: "settings", view: () => html`<${AboutPanel} world=${world} player=${player} presets=${musicPresets} activity=${activity} onInvite=${() => { inviting.value = true; }} onPeople=${() => { tab.value = "people"; }} />` },
  ];
  if (!chat) return all;
  return [...all,
    { name: "history", label: t("Changes"), icon: "history", view: (/** @type {boolean} */ shown) => html`<${HistoryPanel} world=${world} past=${past} words=${words.value} unit=${unitOf} shown=${shown} />` },
    { name: "chat", label: t("Talk"), icon: "message-circle", count: () => (tab.value === "chat" ? 0 : chat.unread.value), view: (/** @type {boolean} */ shown) => html`<${ChatPanel} chat=${chat} shown=${shown} />` },
    { name: "people", label: t("People"), icon: "users", view: () => html`<${PeoplePanel} room=${room} onInvite=${() => { inviting.value = true; }} onMessage=${(/** @type {string} */ user) => { chat.whisperTo(user); tab.value = "chat"; }} />` }];
}

function Universe() {
  return html`
    <${TopBar} room=${room} scene=${null} undo=${undo} replay=${replay} back=${t("Back to the universes")} onPeople=${() => { tab.value = "people"; open.value = true; }} />
    <div class="banners"><${ConnectionNotice} room=${room} /></div>
    <${ReplayBar} replay=${replay} />
    <${PresenceVoice} presence=${presence} />
    <${PictureView} visuals=${visuals} />
    <div class="world-foot"><${ActivityLine} activity=${activity} /><${Transport} world=${world} motion=${motion} player=${player} /></div>
    <${Dock} tabs=${tabs()} tab=${tab} open=${open} foldable=${true} />
    ${inviting.value && html`<${InviteDialog} room=${room} onClose=${() => { inviting.value = false; }} />`}
    <${Notices} notices=${notices} />`;
}

const root = /** @type {HTMLElement} */ (document.querySelector("[data-universe]"));
await Promise.all([bringIcons(), bringTables()]);
render(html`<${StageView} stage=${stage} onAdd=${() => { tab.value = "bodies"; open.value = true; }} />`, /** @type {HTMLElement} */ (root.querySelector("[data-world]")));
render(html`<${Universe} />`, /** @type {HTMLElement} */ (root.querySelector("[data-panels]")));
room.live.start();
if (chat) tellWhenIdle(room);
listenForUndo(undo);
on(window, "online", () => room.live.wake());
on(document, "visibilitychange", () => document.visibilityState === "visible" && room.live.wake());
room.status.subscribe(({ phase }) => { if (phase === "live") root.dataset.ready = "true"; });

/** What parameters there are; the same for every universe of this server. */
async function bringTables() {
  const all = ["physics-parameters", "physics-parameters/presets", "music-parameters", "music-parameters/presets"];
  try {
    const [physics, physicsPresets, music, musicPresets] = await Promise.all(all.map((path) => get(`${page.api}/${path}?page_size=100`).then(({ data }) => data)));
    tables.value = { physics: physicsRows(physics), physicsPresets, music: musicRows(music), musicPresets, instruments: instrumentsOf(music) };
  } catch (error) {
    notices.toast(/** @type {Error} */ (error).message, "bad");
  }
}
