/** Asks the questions in a line before it is sent. */
import { html, render, useId, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog } from "../../base/parts.js";
import { answered, questionsIn } from "./prompt_text.js";

/**
 * `text` with its questions answered, at once where it has none; null when one does not want to answer.
 * @param {string} text
 * @returns {Promise<string | null>}
 */
export function askPrompts(text) {
  const questions = questionsIn(text);
  if (!questions.length) return Promise.resolve(text);
  const place = document.createElement("div");
  document.body.append(place);
  const before = document.activeElement;
  return new Promise((resolve) => {
    const done = (/** @type {string | null} */ result) => {
      render(null, place);
      place.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(result);
    };
    render(html`<${Questions} questions=${questions} onAnswer=${(/** @type {any} */ answers) => done(answered(text, answers))} onClose=${() => done(null)} />`, place);
  });
}

/** @param {{questions: import("./prompt_text.js").Question[], onAnswer: (answers: {[question: string]: string}) => void, onClose: () => void}} props */
function Questions({ questions, onAnswer, onClose }) {
  const answers = useSignal(Object.fromEntries(questions.map(({ question, value }) => [question, value])));
  const id = useId();
  const answer = (/** @type {string} */ question) => (/** @type {any} */ event) => { answers.value = { ...answers.value, [question]: event.target.value }; };
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    onAnswer(answers.value);
  };
  return html`<${Dialog} title=${t("Before you roll")} onClose=${onClose}>
    <form class="stack-s" onSubmit=${send}>
      ${questions.map(({ question, options }, at) => html`<div key=${question} class="field">
        <label for=${`${id}-${at}`}>${question || t("Value")}</label>
        ${options.length
          ? html`<select id=${`${id}-${at}`} onChange=${answer(question)}>${options.map(({ label, value }) => html`<option key=${label} value=${value} selected=${value === answers.value[question]}>${label === value ? label : `${label} (${value})`}</option>`)}</select>`
          : html`<input id=${`${id}-${at}`} maxlength="100" autofocus=${at === 0} required value=${answers.value[question]} onInput=${answer(question)} />`}
      </div>`)}
      <div class="dialog-actions">
        <button type="button" class="btn btn-quiet" onClick=${onClose}>${t("Cancel")}</button>
        <button class="btn btn-primary">${t("Roll")}</button>
      </div>
    </form><//>`;
}
