/** Subtrees and circles of people who report to one another. */

/**
 * How many people stand below each person, that person included, and the circles. People without reports are taken away again
 * and again; whoever remains stands in a circle. Numbers are right outside the circles.
 * @param {number[]} bosses places, -1 for nobody
 * @returns {{sizes: number[], circles: number[][]}} circles from their first member on, everyone followed by their boss
 */
export function peel(bosses) {
  const sizes = bosses.map(() => 1);
  const left = bosses.map(() => 0);
  for (const boss of bosses) if (boss >= 0) left[boss] += 1;
  const ready = bosses.map((_, person) => person).filter((person) => left[person] === 0);
  for (const person of ready) {
    const up = bosses[person];
    if (up < 0) continue;
    sizes[up] += sizes[person];
    left[up] -= 1;
    if (left[up] === 0) ready.push(up);
  }
  return { sizes, circles: circles(bosses, left) };
}

/** @param {number[]} bosses @param {number[]} left @returns {number[][]} */
function circles(bosses, left) {
  const seen = new Set();
  const found = [];
  for (let first = 0; first < bosses.length; first += 1) {
    const members = [];
    for (let person = first; left[person] > 0 && !seen.has(person); person = bosses[person]) {
      seen.add(person);
      members.push(person);
    }
    if (members.length > 0) found.push(members);
  }
  return found;
}

/**
 * The canonical order: supervisors by level from the head, then workers team by team; those under one boss as they were given.
 * @param {number[]} bosses a tree with one -1
 * @returns {{order: number[], bosses: number[]}} `order` holds each one's place in what was given
 */
export function canonical(bosses) {
  /** @type {number[][]} */
  const reports = bosses.map(() => []);
  bosses.forEach((boss, person) => boss >= 0 && reports[boss].push(person));
  const order = [bosses.indexOf(-1)];
  for (const person of order) for (const each of reports[person]) if (reports[each].length > 0) order.push(each);
  const supervisors = order.slice();
  for (const person of supervisors) for (const each of reports[person]) if (reports[each].length === 0) order.push(each);
  const place = new Map(order.map((person, index) => [person, index]));
  return { order, bosses: order.map((person) => place.get(bosses[person]) ?? -1) };
}
