/** Dragging one in a list to another place: while it is held the list shows where it would be. */
import { useSignal } from "../../vendor/ui.js";

/** @param {string[]} ids @param {string} id @param {number} to @returns {string[]} */
export function moved(ids, id, to) {
  const rest = ids.filter((other) => other !== id);
  const place = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

/**
 * @param {string[]} ids the order as it is
 * @param {(ids: string[]) => void} onDrop
 */
export function useOrder(ids, onDrop) {
  const held = useSignal(/** @type {{id: string, order: string[]} | null} */ (null));
  const grab = (/** @type {string} */ id) => (/** @type {PointerEvent} */ event) => {
    const handle = /** @type {HTMLElement} */ (event.currentTarget);
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    held.value = { id, order: ids };
    const move = (/** @type {PointerEvent} */ moving) => {
      const over = document.elementFromPoint(moving.clientX, moving.clientY)?.closest("[data-fighter]");
      const at = over instanceof HTMLElement && held.value ? held.value.order.indexOf(over.dataset.fighter ?? "") : -1;
      if (at >= 0 && held.value && held.value.order[at] !== id) held.value = { id, order: moved(held.value.order, id, at) };
    };
    const end = (/** @type {PointerEvent} */ ended) => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      const order = held.value?.order ?? ids;
      held.value = null;
      if (ended.type === "pointerup" && order.join() !== ids.join()) onDrop(order);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };
  return { order: held.value?.order ?? ids, heldId: held.value?.id ?? null, grab };
}
