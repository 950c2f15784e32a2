/**
 * Questions in a line, `?{Bonus|2}` and `?{Kind|axe,1d12|sword,1d8}`, read as rooms/dice/prompts.py reads them.
 * @typedef {{question: string, value: string, options: {label: string, value: string}[]}} Question `value` is the default
 */

const QUESTION = /\?\{([^{}|]*)((?:\|[^{}|]*)*)\}/g;

/** @param {string} text @returns {Question[]} each question once, in order */
export function questionsIn(text) {
  /** @type {Map<string, Question>} */
  const found = new Map();
  for (const [, asked, rest] of text.matchAll(QUESTION)) {
    const question = asked.trim();
    const given = rest.split("|").slice(1);
    const options = given.length > 1 ? given.map(option) : [];
    if (!found.has(question)) found.set(question, { question, value: options[0]?.value ?? given[0]?.trim() ?? "", options });
  }
  return [...found.values()];
}

/** @param {string} text `axe,1d12` or `axe` */
function option(text) {
  const comma = text.indexOf(",");
  const label = comma < 0 ? text : text.slice(0, comma);
  return { label: label.trim(), value: (comma < 0 ? text : text.slice(comma + 1)).trim() };
}

/** @param {string} text @param {{[question: string]: string}} answers @returns {string} */
export function answered(text, answers) {
  return text.replace(QUESTION, (whole, question) => answers[question.trim()] ?? whole);
}
