/**
 * Recent runs by what they are runs of, as many as fit; the longest unused go first.
 *
 * @typedef {import("./bands.js").Runs} Runs
 */

const NUMBERS = 12_000_000;

export class Cache {
  constructor(numbers = NUMBERS) {
    this.most = numbers;
    /** @type {Map<string, Runs>} */
    this.kept = new Map();
  }

  /** @param {string} key @returns {Runs | undefined} */
  get(key) {
    const found = this.kept.get(key);
    if (found) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  /** Keep runs, unless more of the same are kept already. @param {string} key @param {Runs} runs */
  put(key, runs) {
    const known = this.get(key);
    if (known && known.replications >= runs.replications) return;
    this.kept.set(key, runs);
    let numbers = [...this.kept.values()].reduce((sum, each) => sum + each.outcomes.length, 0);
    for (const [oldest, each] of this.kept) {
      if (numbers <= this.most || this.kept.size === 1) return;
      this.kept.delete(oldest);
      numbers -= each.outcomes.length;
    }
  }
}

/** The first replications of runs. @param {Runs} runs @param {number} replications @returns {Runs} */
export function firstOf(runs, replications) {
  if (replications >= runs.replications) return runs;
  const length = (runs.outcomes.length / runs.replications) * replications;
  return { ...runs, replications, outcomes: runs.outcomes.subarray(0, length) };
}

/** Runs and the replications that follow them. @param {Runs} one @param {Runs} more @returns {Runs} */
export function joined(one, more) {
  const outcomes = new Float64Array(one.outcomes.length + more.outcomes.length);
  outcomes.set(one.outcomes);
  outcomes.set(more.outcomes, one.outcomes.length);
  return { ...one, replications: one.replications + more.replications, outcomes };
}
