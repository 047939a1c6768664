/**
 * Answers as they are typed, and as the server takes them. What may be answered is the server's to say.
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} text
 * @property {string} unit
 * @property {number} low
 * @property {number} high
 * @property {boolean} whole
 * @property {number} most above 1: a list of up to so many numbers
 * @property {boolean} optional
 * @property {string} wanted what may be answered, in words
 *
 * @typedef {Record<string, string[]>} Typed by the ids of the questions: what stands in each field
 * @typedef {import("../../engine/server.js").Fault} Fault
 */

/** Empty fields for all questions. @param {Question[]} questions @returns {Typed} */
export function empty(questions) {
  return Object.fromEntries(questions.map(({ id, most }) => [id, Array(most).fill("")]));
}

/**
 * What was typed as the server takes it: numbers where they are numbers, texts where they are not, for it to say so. Fields
 * left empty are left out, or null where that is an answer.
 * @param {Question[]} questions @param {Typed} typed @returns {Record<string, unknown>}
 */
export function answersOf(questions, typed) {
  /** @type {Record<string, unknown>} */
  const answers = {};
  for (const { id, most, optional } of questions) {
    const values = typed[id].filter((text) => text.trim() !== "").map(valueOf);
    if (values.length > 0) answers[id] = most > 1 ? values : values[0];
    else if (optional) answers[id] = null;
  }
  return answers;
}

/** @param {string} text @returns {number | string} */
function valueOf(text) {
  const number = Number(text.trim().replace(",", "."));
  return Number.isFinite(number) ? number : text.trim();
}

/**
 * The lines of each question's fault, and those that are about several.
 * @param {Fault[]} faults @param {Question[]} questions
 * @returns {{at: Record<string, string>, others: string[]}}
 */
export function placed(faults, questions) {
  const known = new Set(questions.map(({ id }) => id));
  /** @type {Record<string, string>} */
  const at = {};
  const others = [];
  for (const { error, field, hint } of faults) {
    const line = hint ? `${error}; ${hint}` : error;
    if (field && known.has(field)) at[field] = sentence(line.slice(line.indexOf(": ") + 2));
    else others.push(inWords(line, questions));
  }
  return { at, others };
}

/** A line that names questions by their ids, with what they ask about instead. @param {string} line @param {Question[]} questions */
function inWords(line, questions) {
  const [names, ...rest] = line.split(": ");
  const asked = names.split(", ").map((name) => questions.find(({ id }) => id === name));
  if (rest.length === 0 || !asked.every((each) => each)) return line;
  return sentence(`${asked.map((each) => topic(each?.text ?? "")).join("; ")}: these ${rest.join(": ")}`);
}

/** What a question is about: what stands after its colon. @param {string} text */
function topic(text) {
  return text.slice(text.indexOf(": ") + 1).trim();
}

/** @param {string} text */
function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
