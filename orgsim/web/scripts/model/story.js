/**
 * The story's cards, and what the runs answer to their questions. The answer is never written down: it is what the median does.
 *
 * @typedef {"up" | "flat" | "down"} Way
 * @typedef {{text: string, future: "A" | "B" | "C", outcome: string, from: number, until: number}} Question
 * @typedef {{week: number, text: string}} Note
 *
 * @typedef {object} Card
 * @property {string} name
 * @property {string} title
 * @property {string} text what is told before the question
 * @property {string} after what is told with the curve
 * @property {Partial<Record<"A" | "B" | "C", import("./future.js").Future>>} futures
 * @property {string[]} outcomes the first is the question's
 * @property {number} weeks how many are shown
 * @property {Question} question
 * @property {Note[]} marks
 *
 * @typedef {{flat_within: number, replications: number, cards: Card[]}} Story
 * @typedef {{way: Way, before: number, after: number, runs: Record<Way, number>, replications: number}} Answer
 *   `before` and `after` are medians, `runs` how many went which way
 */
import { at, bandsOf } from "../engine/bands.js";

/** The three ways a curve can go, in the order they are offered. @type {readonly Way[]} */
export const WAYS = ["up", "flat", "down"];

const SLACK = 1e-9;

/** @param {number} change @param {number} flat what counts as no change @returns {Way} */
export function wayOf(change, flat) {
  return Math.abs(change) <= flat ? "flat" : change > 0 ? "up" : "down";
}

/**
 * What runs answer to a question. Runs in which the outcome is missing in one of the two weeks are not counted.
 * @param {import("../engine/bands.js").Runs} runs of the question's future
 * @param {number} place of the question's outcome
 * @param {Pick<Question, "from" | "until">} question @param {number} flat
 * @returns {Answer}
 */
export function answerOf(runs, place, { from, until }, flat) {
  const { median } = bandsOf(runs, place);
  const counted = { up: 0, flat: 0, down: 0 };
  for (let replication = 0; replication < runs.replications; replication += 1) {
    const change = at(runs, replication, until, place) - at(runs, replication, from, place);
    if (Number.isFinite(change)) counted[wayOf(change, flat)] += 1;
  }
  const way = wayOf(median[until] - median[from], flat);
  return { way, before: median[from], after: median[until], runs: counted, replications: runs.replications };
}

/** How many weeks the runs of all cards need. @param {Story} story @returns {number} */
export function longest(story) {
  return Math.max(...story.cards.map((card) => card.weeks));
}

/**
 * The part of an axis about a value that holds all curves, as far up as down, so that it does not say which way they go.
 * @param {ArrayLike<number>[]} curves @param {number} middle @param {number} [step] round edges
 * @returns {[number, number]} within 0 and 1
 */
export function around(curves, middle, step = 0.05) {
  let most = 2 * step;
  for (const curve of curves) {
    for (let week = 0; week < curve.length; week += 1) {
      const away = Math.abs(curve[week] - middle);
      if (away > most) most = away;
    }
  }
  const low = Math.floor((middle - most) / step + SLACK) * step;
  const high = Math.ceil((middle + most) / step - SLACK) * step;
  return [Math.max(0, Number(low.toFixed(2))), Math.min(1, Number(high.toFixed(2)))];
}

/** What the room said, as a link keeps it: `rescue:up,plateau:flat`. @param {Record<string, string>} said @returns {string} */
export function writeSaid(said) {
  return Object.entries(said).map(([card, way]) => `${card}:${way}`).join(",");
}

/**
 * What the room said, by card. What is not understood is left out.
 * @param {Story} story @param {string} [text] @returns {Record<string, Way>}
 */
export function readSaid(story, text = "") {
  const known = new Set(story.cards.map((card) => card.name));
  const pairs = text.split(",").map((part) => part.split(":"));
  const fine = pairs.filter(([card, way]) => known.has(card) && WAYS.includes(/** @type {Way} */ (way)));
  return Object.fromEntries(fine);
}
