/**
 * Who is meant to read what is written, what kind of words it is, and whose name stands above it: one quiet button that
 * says it, and a sheet to change it. A whisper is violet wherever it is shown.
 *
 * @typedef {null | "gm" | "players" | string[]} Whom null is everybody, a list names people
 */
import { html, useId } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon, IconButton } from "../../base/parts.js";
import { leads } from "../roles.js";

const together = new Intl.ListFormat(language(), { type: "conjunction" });

/** @param {import("../store.js").Room} room @param {string} user */
export function nameOf(room, user) {
  return room.members.value.find((member) => member.user === user)?.name ?? t("somebody who left");
}

/** @param {import("../store.js").Room} room @param {Whom} to */
export function whomWords(room, to) {
  if (!to) return t("everybody");
  if (to === "gm") return t("the game masters");
  if (to === "players") return t("all players");
  return together.format(to.map((user) => nameOf(room, user)));
}

/**
 * Who else reads a message, in words under the speaker's name.
 * @param {import("../store.js").Room} room
 * @param {{gm: boolean, users: string[]}} to
 * @param {string | null} author
 */
export function readersWords(room, to, author) {
  const own = room.you.value.user;
  const others = to.users.filter((user) => user !== author);
  const names = [...(to.gm ? [t("the game masters")] : []), ...others.map((user) => (user === own ? t("you") : nameOf(room, user)))];
  return names.length ? t("whispers to {names}", { names: together.format(names) }) : t("only for oneself");
}

/** @param {string} kind */
function kindName(kind) {
  return { say: t("say"), ic: t("in character"), ooc: t("out of character"), emote: t("emote"), narration: t("narration") }[kind] ?? kind;
}

/** @param {{room: import("../store.js").Room, composer: import("./composer.js").Composer}} props */
export function Manner({ room, composer }) {
  const { kind, speaker, panel } = composer;
  const to = composer.readers();
  const open = panel.value === "manner";
  const words = to ? t("Whisper to {names}", { names: whomWords(room, to) }) : t("To everybody");
  const more = [kind.value === "say" ? "" : kindName(kind.value), speaker.value ? t("as {name}", { name: speaker.value }) : ""].filter(Boolean);
  const plain = !composer.to.value && !more.length;
  return html`<span class=${`manner ${to ? "manner-whisper" : ""}`}>
    <button type="button" class="manner-open" aria-expanded=${open} aria-haspopup="dialog" onClick=${() => { panel.value = open ? "" : "manner"; }}>
      <${Icon} name=${to ? "lock" : "users"} /><span class="truncate">${[words, ...more].join(" · ")}</span><${Icon} name="chevron-down" class="icon-s" /></button>
    ${!plain && html`<${IconButton} icon="x" class="manner-clear" label=${t("Say it to everybody again, as yourself")} onClick=${composer.plainly} />`}
  </span>`;
}

/** @param {{room: import("../store.js").Room, composer: import("./composer.js").Composer}} props */
export function MannerSheet({ room, composer }) {
  const { to, kind, speaker } = composer;
  const names = useId();
  const own = room.you.value.user;
  const others = room.members.value.filter((member) => member.user !== own).sort((a, b) => a.name.localeCompare(b.name));
  const kinds = ["say", "ic", "ooc", "emote", ...(room.leads.value ? ["narration"] : [])];
  const players = others.some((member) => !leads(member.role));
  const close = () => composer.closePanel();
  return html`<div class="say-sheet panel manner-sheet stack-s" role="dialog" aria-label=${t("To whom and how")} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && (event.stopPropagation(), close())}>
    <div class="row-s"><h3 class="grow">${t("To whom and how")}</h3><${IconButton} icon="check" label=${t("Done")} onClick=${close} /></div>
    <div class="choices" role="group" aria-label=${t("Who reads it")}>
      ${choice(t("Everybody"), to.value === null, () => { to.value = null; }, "users")}
      ${others.some((member) => leads(member.role)) && choice(t("Game masters"), to.value === "gm", () => { to.value = "gm"; }, "lock")}
      ${players && choice(t("Players"), to.value === "players", () => { to.value = "players"; }, "lock")}
      ${others.map((member) => choice(member.name, Array.isArray(to.value) && to.value.includes(member.user), () => composer.toggleReader(member.user), "user-round"))}
    </div>
    ${to.value !== null && html`<span class="small quiet">${secrecy(room, to.value)}</span>`}
    <div class="choices" role="group" aria-label=${t("What kind of words")}>
      ${kinds.map((one) => choice(kindName(one), kind.value === one, () => { kind.value = one; }))}
    </div>
    <label class="manner-speaker small">${t("Speak as")}<input list=${names} maxlength="50" value=${speaker.value} placeholder=${t("yourself")} onInput=${(/** @type {any} */ event) => { speaker.value = event.target.value; }} /></label>
    <datalist id=${names}>${composer.speakers().map((name) => html`<option key=${name} value=${name} />`)}</datalist>
  </div>`;
}

/** @param {string} label @param {boolean} chosen @param {() => void} choose @param {string} [icon] */
function choice(label, chosen, choose, icon) {
  return html`<button type="button" class="choice" aria-pressed=${chosen} onClick=${choose}>${icon && html`<${Icon} name=${chosen ? "check" : icon} class="icon-s" />`}${label}</button>`;
}

/** People trust a whisper, so who reads it is said before it is sent. @param {import("../store.js").Room} room @param {Whom} to */
function secrecy(room, to) {
  if (to === "gm") return t("Only you and the game masters read it.");
  if (to === "players") return t("Only you and the players read it.");
  if (room.leads.value) return t("Nobody else reads it.");
  return t("Nobody else reads it, not even a game master who is not named.");
}
