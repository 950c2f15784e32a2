/** The sounds of a playlist in their order: dragged, or moved by Alt and an arrow key. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { timeOf } from "../../rooms/files/file_words.js";
import { shift } from "../order.js";

const DRAG = "application/x-dreamtable-entry";

/** @param {{sound: import("../page.js").TableSound, list: any, entries: any[], now: string | null}} props `now`: the entry that sounds */
export function Entries({ sound: { room }, list, entries, now }) {
  const over = useSignal("");
  if (!entries.length) return html`<p class="quiet small">${t("Nothing is in it yet: add sounds.")}</p>`;
  const ids = entries.map((entry) => entry.id);
  const move = (/** @type {string} */ id, /** @type {number} */ by) => {
    const order = shift(ids, id, by);
    if (order.join() !== ids.join()) room.send("playlist.order", { playlist: list.id, entries: order });
  };
  const key = (/** @type {KeyboardEvent} */ event, /** @type {string} */ id) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (!by) return;
    event.preventDefault();
    move(id, by);
  };
  const drop = (/** @type {DragEvent} */ event, /** @type {string} */ id) => {
    over.value = "";
    const dragged = event.dataTransfer?.getData(DRAG) ?? "";
    if (!ids.includes(dragged)) return;
    event.preventDefault();
    move(dragged, ids.indexOf(id) - ids.indexOf(dragged));
  };
  const dragOver = (/** @type {DragEvent} */ event, /** @type {string} */ id) => {
    if (!event.dataTransfer?.types.includes(DRAG)) return;
    event.preventDefault();
    over.value = id;
  };
  return html`<ol class="entries" aria-label=${t("Sounds of {name}", { name: list.name })}>${entries.map((entry) => html`<li key=${entry.id} data-over=${over.value === entry.id} aria-current=${entry.id === now ? "true" : undefined}
      onDragOver=${(/** @type {DragEvent} */ event) => dragOver(event, entry.id)} onDragLeave=${() => { over.value = ""; }} onDrop=${(/** @type {DragEvent} */ event) => drop(event, entry.id)}>
    <button type="button" class="entry grow" draggable="true" aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" title=${t("Play {name} now; Alt with an arrow key moves it", { name: entry.track.name })}
      onDragStart=${(/** @type {DragEvent} */ event) => event.dataTransfer?.setData(DRAG, entry.id)} onKeyDown=${(/** @type {KeyboardEvent} */ event) => key(event, entry.id)}
      onClick=${() => room.send("playlist.play", { playlist: list.id, entry: entry.id })}>
      <${Icon} name=${entry.id === now ? "volume-2" : "grip-vertical"} /><span class="grow truncate">${entry.track.name}</span><span class="small quiet">${timeOf(entry.track.duration)}</span></button>
    <${IconButton} icon="chevron-up" label=${t("Move {name} up", { name: entry.track.name })} disabled=${entry.id === ids[0]} onClick=${() => move(entry.id, -1)} />
    <${IconButton} icon="x" label=${t("Take {name} off the list", { name: entry.track.name })} onClick=${() => room.send("playlist.remove", { playlist: list.id, entries: [entry.id] })} /></li>`)}</ol>`;
}
