/**
 * Organizations as the kernel takes them: each person's boss.
 *
 * @typedef {import("./catalog.js").Catalog} Catalog
 * @typedef {{preset: string} | {own: {name: string, bosses: ArrayLike<number>}}} Choice
 */

/** @type {WeakMap<object, Int32Array>} */
const made = new WeakMap();

/**
 * Each person's boss as a place in the array, -1 for the head; the same array whenever the same choice asks.
 * @param {Catalog} catalog @param {Choice} choice @returns {Int32Array}
 * @throws {RangeError} when there is no such organization
 */
export function bossesOf(catalog, choice) {
  const source = "own" in choice ? choice.own : catalog.organization.get(choice.preset);
  if (!source) throw new RangeError(`organization ${"preset" in choice ? choice.preset : ""}: unknown`);
  let bosses = made.get(source);
  if (!bosses) {
    bosses = "spans" in source ? fromSpans(source.people, source.spans) : Int32Array.from(source.bosses);
    made.set(source, bosses);
  }
  return bosses;
}

/** What an organization is called. @param {Catalog} catalog @param {Choice} choice @returns {string} */
export function nameOf(catalog, choice) {
  return "own" in choice ? choice.own.name : (catalog.organization.get(choice.preset)?.title ?? choice.preset);
}

/** @param {Catalog} catalog @param {Choice} choice @returns {number} */
export function peopleOf(catalog, choice) {
  return bossesOf(catalog, choice).length;
}

/**
 * Bosses from pairs (direct reports, how many people in a row have as many), the head first, level by level.
 * @param {number} people @param {[number, number][]} spans @returns {Int32Array}
 */
export function fromSpans(people, spans) {
  const bosses = new Int32Array(people).fill(-1);
  let boss = 0;
  let next = 1;
  for (const [reports, times] of spans) {
    for (let each = 0; each < times; each += 1) {
      bosses.fill(boss, next, next + reports);
      next += reports;
      boss += 1;
    }
  }
  return bosses;
}
