/** Above the messages: search, what is pinned, a day of the past, and what is needed less often. */
import { html, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { ExportDialog } from "../past/export_dialog.js";
import { JumpToDate } from "../past/jump.js";
import { PinnedList } from "../past/pins.js";
import { SearchPanel } from "../past/search.js";

/** On a small screen what was found covers the talk: then a jump puts it away. */
const SMALL = "(max-width: 700px), (max-height: 560px)";

/** @param {{chat: import("./chat.js").Chat}} props */
export function ChatBar({ chat }) {
  const { room } = chat;
  const open = useSignal(/** @type {"" | "search" | "pins" | "date"} */ (""));
  const exporting = useSignal(false);
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  const showing = open.value;
  useEffect(() => {
    const first = showing && showing !== "search" && panel.current?.querySelector("input, .found-jump, [tabindex]");
    if (first instanceof HTMLElement) first.focus();
  }, [showing]);

  const toggle = (/** @type {"search" | "pins" | "date"} */ what) => () => { open.value = open.value === what ? "" : what; };
  const close = () => {
    const buttons = /** @type {HTMLElement[]} */ ([...(bar.current?.querySelectorAll("[aria-pressed=true], summary") ?? [])]);
    open.value = "";
    buttons.find((button) => button.offsetParent !== null)?.focus();
  };
  const jump = async (/** @type {number} */ seq) => {
    if (window.matchMedia(SMALL).matches) open.value = "";
    await chat.jumpTo(seq);
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  const choose = (/** @type {() => void} */ action) => (/** @type {any} */ event) => {
    event.currentTarget.closest("details").removeAttribute("open");
    action();
  };

  return html`<div class="chat-bar" role="toolbar" aria-label=${t("The talk")} ref=${bar}>
      <span class="grow" />
      <${IconButton} icon="search" label=${t("Search the talk")} pressed=${showing === "search"} onClick=${toggle("search")} />
      <${IconButton} icon="pin" label=${t("Pinned messages")} pressed=${showing === "pins"} onClick=${toggle("pins")} />
      <${IconButton} icon="calendar-search" label=${t("Go to a day")} pressed=${showing === "date"} onClick=${toggle("date")} />
      <details class="menu" data-menu onKeyDown=${(/** @type {any} */ event) => { if (event.key === "Escape") event.currentTarget.removeAttribute("open"); }}>
        <summary aria-label=${t("More of the talk")}><${Icon} name="ellipsis" /></summary>
        <div class="menu-items">
          <button type="button" class="menu-item chat-bar-small" onClick=${choose(toggle("search"))}><${Icon} name="search" />${t("Search the talk")}</button>
          <button type="button" class="menu-item chat-bar-small" onClick=${choose(toggle("pins"))}><${Icon} name="pin" />${t("Pinned messages")}</button>
          <button type="button" class="menu-item chat-bar-small" onClick=${choose(toggle("date"))}><${Icon} name="calendar-search" />${t("Go to a day")}</button>
          <button type="button" class="menu-item" onClick=${choose(() => { exporting.value = true; })}><${Icon} name="download" />${t("Take the talk home")}</button>
          <button type="button" class="menu-item" onClick=${choose(() => { chat.composer.help.value = true; })}><${Icon} name="circle-help" />${t("What one can write")}</button>
        </div></details>
    </div>
    ${showing && html`<div class="talk-panel" ref=${panel} onKeyDown=${key}>
      <${IconButton} icon="x" class="talk-close chat-bar-small" label=${t("Back to the talk")} onClick=${close} />
      ${showing === "search" && html`<${SearchPanel} chat=${chat} room=${room} onJump=${jump} onClose=${close} />`}
      ${showing === "pins" && html`<${PinnedList} chat=${chat} room=${room} onJump=${jump} />`}
      ${showing === "date" && html`<${JumpToDate} chat=${chat} onDone=${close} />`}
    </div>`}
    ${exporting.value && html`<${ExportDialog} room=${room} onClose=${() => { exporting.value = false; }} />`}`;
}
