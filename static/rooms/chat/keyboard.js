/**
 * The keyboard of a phone. Where the browser does not make the page smaller for it (Safari), the page learns here how
 * much it covers; everywhere it learns that little height is left, so that the sheet takes it all.
 */
import { on } from "../../base/dom.js";

/** Less than this part of the screen is left only while one types. */
const SMALL = 0.72;

/** @param {HTMLElement} page @returns {() => void} the way to stop */
export function watchKeyboard(page) {
  const seen = window.visualViewport;
  if (!seen || !window.matchMedia("(pointer: coarse)").matches) return () => undefined;
  const look = () => {
    const covered = Math.max(0, Math.round(window.innerHeight - seen.height - seen.offsetTop));
    const typing = seen.scale < 1.05 && seen.height < window.screen.height * SMALL && document.activeElement?.matches("input, textarea");
    page.toggleAttribute("data-keyboard", Boolean(typing));
    page.style.setProperty("--keyboard", typing ? `${covered}px` : "0px");
  };
  const stops = [on(seen, "resize", look), on(seen, "scroll", look), on(page, "focusin", look), on(page, "focusout", look)];
  return () => stops.forEach((stop) => stop());
}
