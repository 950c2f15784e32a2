/**
 * What the word at the caret may become: a command, somebody to whisper to or to mention, a name to speak as. The list
 * stands above the line to write; the arrow keys choose, Enter or Tab takes, Escape puts it away.
 *
 * @typedef {{insert: string, label: string, hint: string}} Option
 * @typedef {{from: number, to: number, typed: string, options: Option[]}} Suggestions `from` to `to` is what an option replaces
 * @typedef {{commands: import("./commands.js").Command[], people: string[], speakers: string[]}} Known
 */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";

const MOST = 8;
const COMMAND = /^\/(\S*)$/;
const WHISPER_ONE = /^\/(?:w|whisper)\s+([^\s[]*)$/i;
const WHISPER_SEVERAL = /^\/(?:w|whisper)\s+\[(?:[^\]]*,)?\s*([^\],]*)$/i;
const SPEAK_AS = /^\/(?:as|im)\s+(\S*)$/i;
const MENTION = /(?:^|[\s(*_])@([^\s@]*)$/;

/**
 * @param {string} text
 * @param {number} caret
 * @param {Known} known
 * @returns {Suggestions | null} null when nothing fits
 */
export function suggest(text, caret, known) {
  const line = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  const several = WHISPER_SEVERAL.exec(line);
  if (several) return found(several[1], caret, known.people.map(plain));
  const one = WHISPER_ONE.exec(line);
  if (one) return found(one[1], caret, [...addressed(), ...known.people.map(bracketed)]);
  const speaker = SPEAK_AS.exec(line);
  if (speaker) return found(speaker[1], caret, known.speakers.map(bracketed));
  const command = COMMAND.exec(line);
  if (command) return matching(command[1], caret, known.commands);
  const mention = MENTION.exec(line);
  if (mention) return found(`@${mention[1]}`, caret, known.people.map((name) => ({ insert: `@${name} `, label: `@${name}`, hint: "" })));
  return null;
}

/** @param {string} typed @param {number} caret @param {import("./commands.js").Command[]} commands */
function matching(typed, caret, commands) {
  const wanted = typed.toLowerCase();
  const options = commands
    .filter(({ name, aliases }) => [name, ...aliases].some((one) => one.startsWith(wanted)))
    .sort((a, b) => Number(b.aliases.includes(wanted)) - Number(a.aliases.includes(wanted)))
    .map(({ name, takes, meaning }) => ({ insert: `/${name}${takes ? " " : ""}`, label: `/${name} ${takes}`.trim(), hint: meaning }));
  return options.length ? { from: caret - typed.length - 1, to: caret, typed: `/${typed}`, options } : null;
}

/** @param {string} typed @param {number} caret @param {Option[]} options @returns {Suggestions | null} */
function found(typed, caret, options) {
  const wanted = typed.replace(/^@/, "").toLowerCase();
  const fitting = options.filter(({ label }) => label.replace(/^@/, "").toLowerCase().split(/\s+/).some((word, at, words) => words.slice(at).join(" ").startsWith(wanted)));
  return fitting.length ? { from: caret - typed.length, to: caret, typed, options: fitting.slice(0, MOST) } : null;
}

const addressed = () => [
  { insert: "gm ", label: "gm", hint: t("the game masters") },
  { insert: "players ", label: "players", hint: t("all players") },
];
/** @param {string} name @returns {Option} */
const plain = (name) => ({ insert: name, label: name, hint: "" });
/** A name of several words stands in brackets, else its first word would be the name. @param {string} name @returns {Option} */
const bracketed = (name) => ({ insert: /\s/.test(name) ? `[${name}] ` : `${name} `, label: name, hint: "" });

/** Whether what stands there is the option already, so that Enter may send. @param {Suggestions} suggestions @param {number} active */
export function isWhole({ typed, options }, active) {
  return options[active]?.insert.trim().toLowerCase() === typed.trim().toLowerCase();
}

/** @param {{id: string, suggestions: Suggestions, active: number, onTake: (option: Option) => void}} props */
export function CompletionList({ id, suggestions, active, onTake }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); }, [active]);
  const { options } = suggestions;
  return html`<div class="say-sheet panel completion">
    <ul id=${id} role="listbox" tabindex="0" aria-label=${t("Suggestions")} ref=${list}>
      ${options.map((option, at) => html`<li key=${option.label} id=${`${id}-${at}`} role="option" aria-selected=${at === active}
        onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => onTake(option)}><span>${option.label}</span>${option.hint && html`<span class="quiet small">${option.hint}</span>`}</li>`)}
    </ul>
    <p class="visually-hidden" role="status">${tn("{count} suggestion", "{count} suggestions", options.length)}</p>
  </div>`;
}
