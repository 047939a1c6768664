/** A small sweep that a part of the page asks for: it starts when nothing has moved for a moment, and stops when it moves on. */
import { useEffect, useState } from "../../../vendor/preact.js";
import { several } from "../../engine/several.js";
import { useApp } from "../app.js";

/** @typedef {import("../../engine/client.js").Asked} Asked */
/** @typedef {{asked: Asked[], replications: number, key: string}} Sweep `key` tells two apart */

const REST = 350;

/**
 * @template T
 * @param {Sweep | null} sweep null: nothing to do
 * @param {(runs: import("../../engine/bands.js").Runs) => T} keep
 * @returns {{kept: T[] | null, done: number, error: string | null}}
 */
export function useSweep(sweep, keep) {
  const { engine } = useApp();
  const [state, setState] = useState(/** @type {{key: string, kept: T[] | null, done: number, error: string | null}} */ (NOTHING));
  const key = sweep?.key ?? "";
  useEffect(() => {
    if (!sweep) return undefined;
    const control = new AbortController();
    const { signal } = control;
    const tell = (/** @type {object} */ change) => signal.aborted || setState({ ...NOTHING, key, ...change });
    const timer = setTimeout(() => {
      const options = { signal, onProgress: (/** @type {number} */ done) => tell({ done }) };
      several(engine, sweep.asked, sweep.replications, keep, options).then(
        (kept) => tell({ kept, done: kept.length }),
        (error) => tell({ error: error.message }),
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key, engine]);
  return state.key === key && sweep ? state : { kept: null, done: 0, error: null };
}

/** @type {any} */
const NOTHING = { key: "", kept: null, done: 0, error: null };
