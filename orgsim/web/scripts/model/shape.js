/** Who leads whom, from bosses in the canonical order. */

/**
 * @typedef {object} Shape
 * @property {number} people
 * @property {number} supervisors people 0 to supervisors - 1
 * @property {number} leaders people 0 to leaders - 1, of whom 0 is the head
 * @property {ArrayLike<number>} boss each person's boss, -1 for the head
 */

/** @type {WeakMap<object, Shape>} */
const known = new WeakMap();

/** The same object whenever the same bosses ask. @param {ArrayLike<number>} bosses in the canonical order @returns {Shape} */
export function shapeOf(bosses) {
  const made = known.get(bosses) ?? shape(bosses);
  known.set(bosses, made);
  return made;
}

/** @param {ArrayLike<number>} boss @returns {Shape} */
function shape(boss) {
  const people = boss.length;
  const supervisors = boss[people - 1] + 1;
  let leaders = 1;
  while (leaders < supervisors && boss[leaders] === 0) leaders += 1;
  return { people, supervisors, leaders, boss };
}

/** How many report to each person. @param {ArrayLike<number>} boss @returns {number[]} */
export function reportsOf(boss) {
  const reports = new Array(boss.length).fill(0);
  for (const each of Array.from(boss)) if (each >= 0) reports[each] += 1;
  return reports;
}
