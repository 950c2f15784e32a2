/** What was pinned for the table to find again, the newest first; it follows what is pinned and loosened meanwhile. */
import { html, signal, useEffect, useMemo, useRef } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { FoundMessage, goThrough } from "./found.js";

/**
 * @param {import("../store.js").Room} room
 * @param {{ask?: typeof get}} [parts] another than the real one is for tests
 */
export function openPins(room, { ask = get } = {}) {
  const pinned = signal(/** @type {any[]} */ ([]));
  const busy = signal(true);
  const problem = signal("");
  const more = signal(false);

  /** @param {number | null} [before] */
  async function load(before = null) {
    busy.value = true;
    problem.value = "";
    try {
      const { data, meta } = await ask(`${room.page.api}/rooms/${room.page.room.id}/messages?pinned=1&limit=50${before ? `&before=${before}` : ""}`);
      const page = [...data].reverse();
      pinned.value = before ? [...pinned.value, ...page] : page;
      more.value = meta.cursor.before !== null;
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    busy.value = false;
  }

  /** @param {{ops: any[]}} entry */
  const heard = (entry) => {
    const known = new Set(pinned.peek().map((message) => message.id));
    const concerns = ([verb, kind, id, data]) => kind === "message" && (known.has(id) || (verb === "put" ? data.pinned : data && "pinned" in data));
    if (entry.ops.some(concerns)) load();
  };
  return {
    pinned, busy, problem, more, load,
    older: () => load(pinned.value[pinned.value.length - 1]?.seq ?? null),
    follow: () => room.onEntry(heard),
  };
}

/** @param {{chat: any, room: import("../store.js").Room, onJump: (seq: number) => void}} props */
export function PinnedList({ room, onJump }) {
  const pins = useMemo(() => openPins(room), [room]);
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    pins.load();
    return pins.follow();
  }, [pins]);
  if (pins.problem.value) return html`<p class="error-text" role="alert">${pins.problem.value} <button type="button" class="btn btn-s" onClick=${() => pins.load()}>${t("Try again")}</button></p>`;
  if (!pins.pinned.value.length) return pins.busy.value
    ? html`<p class="quiet"><span class="spinner" /> ${t("Pinned messages …")}</p>`
    : html`<div class="empty"><${Icon} name="pin" /><h3>${t("Nothing is pinned")}</h3><p>${t("Pin a message by its menu, and everybody finds it here.")}</p></div>`;
  return html`<section class="talk-pins" aria-label=${t("Pinned messages")}>
    <ul class="list found-list" tabindex="-1" ref=${top} onKeyDown=${(/** @type {KeyboardEvent} */ event) => goThrough(event, top.current)}>
      ${pins.pinned.value.map((message) => html`<${FoundMessage} key=${message.id} message=${message} onJump=${onJump}>
        ${room.may("rooms.pin") && html`<${IconButton} icon="pin-off" label=${t("Unpin")} class="btn-s" onClick=${() => room.send("chat.pin", { message: message.id, pinned: false })} />`}<//>`)}
    </ul>
    ${pins.more.value && html`<button type="button" class="btn btn-quiet btn-s" disabled=${pins.busy.value} onClick=${pins.older}>${t("Show more")}</button>`}
  </section>`;
}
