/** The known name nearest to a mistyped one. */

/**
 * @param {string} name @param {Iterable<string>} known
 * @returns {string | null} null when none is near
 */
export function nearest(name, known) {
  let best = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const each of known) {
    const steps = distance(name.toLowerCase(), each.toLowerCase(), least);
    if (steps < least) [best, least] = [each, steps];
  }
  return best;
}

/** A sentence's end: `; did you mean "x"?`, or nothing. @param {string} name @param {Iterable<string>} known */
export function suggestion(name, known) {
  const found = nearest(name, known);
  return found ? `; did you mean “${found}”?` : "";
}

/** Edits from one text to the other, or `limit` if there are as many. @param {string} one @param {string} other @param {number} limit */
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return Math.min(row[other.length], limit);
}
