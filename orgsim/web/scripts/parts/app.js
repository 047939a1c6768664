/** What parts of pages share, and hooks that read it. A part is drawn again only when what it reads has changed. */
import { createContext } from "../../vendor/preact.js";
import { useContext, useEffect, useReducer, useRef } from "../../vendor/preact.js";

/** @typedef {import("../start.js").App} App */
/** @typedef {import("../state/store.js").State} State */
/** @typedef {import("../state/store.js").Letter} Letter */

export const AppContext = createContext(/** @type {App | null} */ (null));

/** @returns {App} */
export function useApp() {
  return /** @type {App} */ (useContext(AppContext));
}

/**
 * Something of the state; the part is drawn again when it becomes another (by `===`).
 * @template T
 * @param {(state: State) => T} choose
 * @returns {T}
 */
export function useChosen(choose) {
  const { store } = useApp();
  return useWatched(
    (listener) => store.subscribe(listener),
    () => choose(store.get()),
  );
}

/**
 * The newest runs of a future, computed as long as some part watches; first few replications, more when nothing moves.
 * @param {Letter} letter
 * @returns {import("../engine/live.js").Snapshot}
 */
export function useRuns(letter) {
  const { live } = useApp();
  return useWatched(
    (listener) => live.watch(letter, listener),
    () => live.get(letter),
    letter,
  );
}

/**
 * A value from outside, followed from the first drawing on.
 * @template T
 * @param {(listener: () => void) => () => void} subscribe
 * @param {() => T} read
 * @param {unknown} [source] when it changes, the subscription is made anew
 * @returns {T}
 */
export function useWatched(subscribe, read, source) {
  const [, redraw] = useReducer((/** @type {number} */ count) => count + 1, 0);
  const value = read();
  const last = useRef({ value, read });
  last.current = { value, read };
  useEffect(() => {
    const check = () => {
      if (last.current.read() !== last.current.value) redraw(undefined);
    };
    const end = subscribe(check);
    check();
    return end;
  }, [source]);
  return value;
}
