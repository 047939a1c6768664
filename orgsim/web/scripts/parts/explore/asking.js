/** What the server knows of sweeps, asked for as parts of the page need it. */
import { useEffect, useState } from "../../../vendor/preact.js";
import { Refused } from "../../engine/server.js";
import { useApp } from "../app.js";

/**
 * @template T
 * @typedef {{data: T | null, error: Error | null, busy: boolean}} Answer `data` may be of the question before while `busy`
 */

/** @type {Answer<any>} */
const NOTHING = { data: null, error: null, busy: false };

/**
 * The answer to a question; asked again when it changes, and given up when nobody waits any more.
 * @template T
 * @param {string | null} path below `api/`; null asks nothing
 * @param {number} [again] another number asks once more
 * @returns {Answer<T>}
 */
export function useAsked(path, again = 0) {
  const { server } = useApp();
  const [answer, setAnswer] = useState(/** @type {Answer<T> & {path: string | null}} */ ({ ...NOTHING, path: null }));
  useEffect(() => {
    if (path === null || !server) return undefined;
    const gone = new AbortController();
    setAnswer((before) => ({ ...before, busy: true, error: null }));
    server.get(`api/${path}`, gone.signal).then(
      (data) => gone.signal.aborted || setAnswer({ data, error: null, busy: false, path }),
      (error) => gone.signal.aborted || setAnswer({ data: null, error, busy: false, path }),
    );
    return () => gone.abort();
  }, [path, server, again]);
  if (path === null) return NOTHING;
  if (!server) return { data: null, error: new Error("no server"), busy: false };
  return answer.path === path ? answer : { data: null, error: null, busy: true };
}

/** Whether nothing that knows of sweeps answers: no server at all, or one that only hands out files. @param {Error | null} error */
export function isMissing(error) {
  return error !== null && !(error instanceof Refused && error.said);
}

/**
 * An address below a sweep.
 * @param {string} name @param {string} what @param {Record<string, string | string[] | number>} [query] @returns {string}
 */
export function addressOf(name, what, query = {}) {
  const pairs = Object.entries(query).flatMap(([key, value]) => [value].flat().map((each) => `${key}=${encodeURIComponent(each)}`));
  return `sweeps/${encodeURIComponent(name)}${what && `/${what}`}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}
