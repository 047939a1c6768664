/** How alike two texts are, as Python's difflib measures it. */

/** Twice the matching characters among all characters. @param {string} one @param {string} other @returns {number} from 0 to 1 */
export function ratio(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  const total = a.length + b.length;
  return total === 0 ? 1 : (2 * matching(a, b, 0, a.length, 0, b.length)) / total;
}

/** The text most like a word, if it is at least so much alike. @param {string} word @param {Iterable<string>} texts @param {number} least */
export function closest(word, texts, least) {
  let best = null;
  let most = least;
  for (const text of texts) {
    if (bound(text, word) < most) continue;
    const found = ratio(text, word);
    if (found > most || (found === most && (best === null || text > best))) [best, most] = [text, found];
  }
  return best;
}

/** No ratio is above this. @param {string} one @param {string} other @returns {number} */
function bound(one, other) {
  const left = new Map();
  for (const each of other) left.set(each, (left.get(each) ?? 0) + 1);
  let common = 0;
  let total = Array.from(other).length;
  for (const each of one) {
    total += 1;
    const count = left.get(each) ?? 0;
    if (count > 0) common += 1;
    left.set(each, count - 1);
  }
  return total === 0 ? 1 : (2 * common) / total;
}

/**
 * Characters in the longest common piece and, again and again, in the longest ones on both its sides.
 * @param {string[]} a @param {string[]} b @param {number} from @param {number} to @param {number} start @param {number} end
 * @returns {number}
 */
function matching(a, b, from, to, start, end) {
  let best = { i: from, j: start, size: 0 };
  let before = new Map();
  for (let i = from; i < to; i += 1) {
    const now = new Map();
    for (let j = start; j < end; j += 1) {
      if (a[i] !== b[j]) continue;
      const size = (before.get(j - 1) ?? 0) + 1;
      now.set(j, size);
      if (size > best.size) best = { i: i - size + 1, j: j - size + 1, size };
    }
    before = now;
  }
  if (best.size === 0) return 0;
  const { i, j, size } = best;
  return size + matching(a, b, from, i, start, j) + matching(a, b, i + size, to, j + size, end);
}
