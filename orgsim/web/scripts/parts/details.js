/** What a page keeps of its own in its link, as texts by name. */
import { useCallback } from "../../vendor/preact.js";
import { useApp, useChosen } from "./app.js";

/**
 * @param {string} page its id
 * @returns {[(key: string) => string | undefined, (change: Record<string, string | undefined>) => void]} reads one; changes some, where
 *   undefined takes one out
 */
export function useDetails(page) {
  const { store } = useApp();
  const details = useChosen((state) => state.details);
  const read = useCallback((/** @type {string} */ key) => details[`${page}.${key}`], [details, page]);
  const change = useCallback(
    (/** @type {Record<string, string | undefined>} */ some) => {
      const next = { ...store.get().details };
      for (const [key, value] of Object.entries(some)) {
        if (value === undefined || value === "") delete next[`${page}.${key}`];
        else next[`${page}.${key}`] = value;
      }
      store.set({ details: next });
    },
    [store, page],
  );
  return [read, change];
}
