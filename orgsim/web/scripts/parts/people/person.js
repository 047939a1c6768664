/** One person over the weeks: in this run, and within the same person's band over other runs. */
import { html, useEffect, useMemo, useRef } from "../../../vendor/preact.js";
import { BandChart } from "../../charts/index.js";
import { bands } from "../../engine/bands.js";
import { formatOf } from "../../model/format.js";
import { seriesOf, throughout } from "../../model/record.js";
import { useApp, useChosen } from "../app.js";
import { PEERS, usePeers } from "./record.js";

/** @typedef {import("../../model/record.js").People} People */
/** @typedef {import("../../state/store.js").Letter} Letter */

const HEIGHT = 150;
/** @type {[number, number]} */
const WHOLE = [0, 1];

/** @param {{person: number, name: string, record: People, letter: Letter, replication: number, chosen: boolean, onClose: () => void}} props `chosen`: just now, so that it comes into view */
export function PersonPanel({ person, name, record, letter, replication, chosen, onClose }) {
  const { catalog } = useApp();
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (chosen) panel.current?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  }, [person, chosen]);
  const peers = usePeers(letter, true);
  const { colours, workers } = catalog.tables.people;
  const choices = [...colours, ...(colours.some(({ field }) => field === workers.field) ? [] : [workers])];
  const shown = choices.filter(({ field }) => seriesOf(record, field, person).some(Number.isFinite));
  return html`<section class="panel people-person" ref=${panel} aria-label=${name}>
    <div class="people-person-head">
      <h2>${name}</h2>
      <p class="soft small">
        Line: run ${replication + 1}. ${peers.length > 0 ? `Band: 10–90% of ${PEERS} runs for the same person, every quarter.` : `Computing the same person in ${PEERS} runs…`}
      </p>
      <button type="button" class="quiet" onClick=${onClose} aria-label=${`Close the curves of ${name}`}>×</button>
    </div>
    <div class="people-curves">
      ${shown.map(({ field, label }) => html`<${PersonChart} key=${field} ...${{ field, label, person, record, peers, letter, replication }} />`)}
    </div>
  </section>`;
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** @param {{field: string, label: string, person: number, record: People, peers: People[], letter: Letter, replication: number}} props */
function PersonChart({ field, label, person, record, peers, letter, replication }) {
  const { catalog, store } = useApp();
  const week = useChosen((state) => state.week);
  const weeks = record.weeks[record.weeks.length - 1] + 1;
  const series = useMemo(() => {
    const tone = /** @type {"a" | "b" | "c"} */ (letter.toLowerCase());
    const one = throughout(seriesOf(record, field, person), record.weeks, weeks);
    const this_run = { key: "run", label: `run ${replication + 1}`, tone: /** @type {const} */ ("n"), median: one };
    const same = peers.length > 0 && peers[0].people === record.people;
    return same ? [{ key: letter, label: `median of ${peers.length} runs`, tone, ...bandOver(peers, field, person, weeks) }, this_run] : [this_run];
  }, [field, person, record, peers, letter, replication]);
  const { meaning, unit } = catalog.tables.fields[/** @type {number} */ (catalog.field.get(field))];
  const format = formatOf(catalog, unit);
  return html`<${BandChart}
    title=${label[0].toUpperCase() + label.slice(1)}
    ...${{ format, weeks, series, height: HEIGHT, week: Math.min(week, weeks - 1) }}
    domain=${format === "percent" ? WHOLE : undefined}
    headline=${meaning}
    onWeek=${(/** @type {number} */ to) => store.set({ week: to })}
  />`;
}

/** @param {People[]} peers @param {string} field @param {number} person @param {number} weeks */
function bandOver(peers, field, person, weeks) {
  const recorded = peers[0].weeks;
  const outcomes = Float64Array.from(peers.flatMap((record) => seriesOf(record, field, person)));
  const found = bands({ replications: peers.length, weeks: recorded.length, outcomes }, 0);
  const [low, median, high] = [found.low, found.median, found.high].map((each) => throughout(each, recorded, weeks));
  return { low, median, high };
}
