/** Records of people as the state moves: of the run that is shown, and of others to hold it against. */
import { useEffect, useMemo, useState } from "../../../vendor/preact.js";
import { askedFor } from "../../engine/live.js";
import { kept, weeksEvery, weeksToRecord } from "../../model/record.js";
import { bossesOf } from "../../model/organizations.js";
import { useApp, useChosen } from "../app.js";

/** @typedef {import("../../model/record.js").People} People */
/** @typedef {import("../../state/store.js").Letter} Letter */
/** @typedef {{record: People | null, bosses: ArrayLike<number> | null, run: number, of: string, stale: boolean, progress: number | null, error: string | null}} Recorded */

const QUIET = 60;
/** Other runs that one person is held against, and weeks between their records. */
export const PEERS = 16;
const QUARTER = 13;
/** @type {Recorded} */
const NONE = { record: null, bosses: null, run: 0, of: "", stale: false, progress: null, error: null };

/** The fields that this page shows, with their places in the kernel's record. */
function useFields() {
  const { catalog } = useApp();
  return useMemo(() => {
    const { colours, workers } = catalog.tables.people;
    const names = [...new Set([...colours, workers].map(({ field }) => field))];
    return names.map((name) => ({ name, place: /** @type {number} */ (catalog.field.get(name)) }));
  }, [catalog]);
}

/** What decides the people of a future: changes with the future, the organization, the weeks and the dice. @param {Letter} letter */
function useAsked(letter) {
  const future = useChosen((state) => state.futures[letter]);
  const organization = useChosen((state) => state.organization);
  const weeks = useChosen((state) => state.weeks);
  const seed = useChosen((state) => state.seed);
  const { store } = useApp();
  return useMemo(() => askedFor(store.get(), letter), [future, organization, weeks, seed, letter]);
}

/** Everyone in one replication, the record before it until it is there. @param {Letter} letter @param {number} replication @returns {Recorded} */
export function useRecord(letter, replication) {
  const { engine, catalog } = useApp();
  const asked = useAsked(letter);
  const fields = useFields();
  const [found, setFound] = useState(NONE);
  const of = asked ? `${replication} ${engine.key(asked)}` : "";
  useEffect(() => {
    if (!asked) return undefined;
    const work = new AbortController();
    const count = catalog.tables.fields.length;
    const bosses = bossesOf(catalog, asked.organization);
    const recorded = weeksToRecord(asked.weeks, bosses.length, count);
    setFound((before) => (before.bosses === bosses ? { ...before, error: null } : { ...NONE, progress: 0 }));
    const onProgress = (/** @type {number} */ progress) => setFound((before) => ({ ...before, progress }));
    const timer = setTimeout(async () => {
      try {
        const values = await engine.people({ ...asked, replication, recorded }, { urgency: 0, signal: work.signal, onProgress });
        if (!work.signal.aborted) setFound({ ...NONE, of, bosses, run: replication, record: kept(values, recorded, fields, count) });
      } catch (error) {
        if (!work.signal.aborted) setFound({ ...NONE, error: error instanceof Error ? error.message : String(error) });
      }
    }, QUIET);
    return () => {
      clearTimeout(timer);
      work.abort();
    };
  }, [asked, replication]);
  return { ...found, stale: found.of !== of };
}

/** Everyone every quarter in several replications, computed while `on`. @param {Letter} letter @param {boolean} on @returns {People[]} */
export function usePeers(letter, on) {
  const { engine, catalog } = useApp();
  const asked = useAsked(letter);
  const fields = useFields();
  const [found, setFound] = useState(/** @type {People[]} */ ([]));
  useEffect(() => {
    setFound([]);
    if (!asked || !on) return undefined;
    const work = new AbortController();
    const recorded = weeksEvery(asked.weeks, QUARTER);
    const count = catalog.tables.fields.length;
    void (async () => {
      /** @type {People[]} */
      const records = [];
      for (let replication = 0; replication < PEERS && !work.signal.aborted; replication += 1) {
        const values = await engine.people({ ...asked, replication, recorded }, { urgency: 1, signal: work.signal });
        records.push(kept(values, recorded, fields, count));
      }
      if (!work.signal.aborted) setFound(records);
    })().catch(() => undefined);
    return () => work.abort();
  }, [asked, on]);
  return found;
}
