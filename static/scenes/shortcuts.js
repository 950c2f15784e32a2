/** The overlay behind `?`: every key, from the list that the keyboard itself uses. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Dialog } from "../base/parts.js";

/** @param {{commands: import("./commands.js").Command[], onClose: () => void}} props */
export function Shortcuts({ commands, onClose }) {
  const groups = { view: t("View"), tokens: t("Tokens"), tools: t("Tools"), panels: t("Panels") };
  const mouse = [
    [t("Wheel, two fingers"), t("zoom where the pointer is")],
    [t("Right or middle drag, Space and drag"), t("move the view")],
    [t("Drag on empty ground"), t("select all inside; Shift adds")],
    [t("Alt while dragging"), t("put a token down freely, off the grid")],
    [t("Shift and wheel"), t("turn the selected tokens")],
    [t("Double click, or hold on a phone"), t("what is known of a token")],
  ];
  return html`<${Dialog} title=${t("Keys and mouse")} onClose=${onClose} wide>
    <div class="shortcuts">
      ${Object.entries(groups).map(([group, title]) => html`<section><h3>${title}</h3><dl>
        ${commands.filter((command) => command.group === group && (command.allowed?.() ?? true)).map((command) => html`<div><dt><kbd>${command.shown}</kbd></dt><dd>${command.label}</dd></div>`)}
      </dl></section>`)}
      <section><h3>${t("Mouse and touch")}</h3><dl>${mouse.map(([how, what]) => html`<div><dt>${how}</dt><dd>${what}</dd></div>`)}</dl></section>
    </div><//>`;
}
