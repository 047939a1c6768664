/** Which lever moves an outcome most: one difference at a time from the one future to the other, or a step of each slider. */
import { html, useMemo } from "../../../vendor/preact.js";
import { Bars, formatter } from "../../charts/index.js";
import { affordable, inWeek, less, spreadOf } from "../../engine/several.js";
import { differing, steps, withOne } from "../../model/differing.js";
import { withValue } from "../../model/future.js";
import { formatOf } from "../../model/format.js";
import { useApp, useChosen } from "../app.js";
import { Menu, points, Progress, Section, useDetail, usePair, useSetting } from "./common.js";
import { useSweep } from "./sweep.js";

/** @typedef {import("../../model/catalog.js").Catalog} Catalog */
/** @typedef {import("../../model/future.js").Future} Future */
/** @typedef {{key: string, label: string, future: Future}} Move */

const STEP = 0.1;
const USUAL = "engagement";
const WHOLE = "all";
/** Bars at most; the rest move less. */
const SHOWN = 12;

/** The section. */
export function Moves() {
  const { catalog } = useApp();
  const { one, other } = usePair();
  const futures = useChosen((state) => state.futures);
  const [from, to] = /** @type {[Future, Future]} */ ([futures[other], futures[one]]);
  const { organization, weeks, seed, people } = useSetting();
  const [chosen = USUAL, choose] = useDetail("moves");
  const [way = "between", chooseWay] = useDetail("way");
  const name = catalog.place.has(chosen) ? chosen : USUAL;
  const place = /** @type {number} */ (catalog.place.get(name));
  const base = way === "steps" ? to : from;
  const moves = useMemo(() => (way === "steps" ? stepMoves(catalog, to) : betweenMoves(catalog, from, to, one)), [from, to, way, one]);
  const sweep = useMemo(() => {
    const asked = [base, ...moves.map((each) => each.future)].map((future) => ({ organization, future, weeks, seed }));
    const replications = affordable(asked.length, people, weeks);
    return moves.length > 0 ? { asked, replications, key: JSON.stringify([asked, place]) } : null;
  }, [moves, base, organization, weeks, seed, place]);
  const { kept, done, error } = useSweep(sweep, (runs) => inWeek(runs, place, runs.weeks - 1));
  const ways = [
    { name: "between", label: `from ${other} to ${one}, one at a time` },
    { name: "steps", label: `a step of each slider, around ${one}` },
  ];
  const menu = html`<div class="compare-menus">
    <${Menu} label="Outcome" value=${name} options=${catalog.outcomes} onChoose=${choose} />
    <${Menu} label="Moved" value=${way} options=${ways} onChoose=${chooseWay} />
  </div>`;
  return html`<${Section} title="Which lever moves it most" menu=${menu}>
    ${moves.length === 0
      ? html`<p class="compare-empty">${one} and ${other} are the same, so there is no lever between them. Choose a step of each slider instead.</p>`
      : !kept || !sweep
        ? html`<${Progress} done=${done} of=${moves.length + 1} error=${error} />`
        : html`<${Ranking} ...${{ one, other, name, way, moves, kept, weeks, replications: sweep.replications }} />`}
  <//>`;
}

/** The other future with one difference taken over at a time, and with all of them. @param {Catalog} catalog @param {Future} from @param {Future} to @param {string} one @returns {Move[]} */
function betweenMoves(catalog, from, to, one) {
  const rows = differing(catalog, [from, to]);
  const each = rows.map(({ key, label }) => ({ key, label, future: withOne(catalog, from, to, key) }));
  return rows.length > 1 ? [...each, { key: WHOLE, label: `All of them: ${one}`, future: to }] : each;
}

/** Both steps of every slider that can move. @param {Catalog} catalog @param {Future} future @returns {Move[]} */
function stepMoves(catalog, future) {
  return steps(catalog, future, STEP).flatMap(({ key, label, value, down, up }) => [
    ...(up > value ? [{ key: `${key} +`, label: `${label}, up`, future: withValue(catalog, future, key, up) }] : []),
    ...(down < value ? [{ key: `${key} -`, label: `${label}, down`, future: withValue(catalog, future, key, down) }] : []),
  ]);
}

/**
 * @param {{one: string, other: string, name: string, way: string, moves: Move[], kept: Float64Array[], weeks: number,
 *   replications: number}} props
 */
function Ranking({ one, other, name, way, moves, kept, weeks, replications }) {
  const { catalog } = useApp();
  const { label, unit } = catalog.outcome(name);
  const percent = formatOf(catalog, unit) === "percent";
  const format = percent ? points : "number";
  const { difference } = formatter(format);
  const bars = useMemo(() => {
    const found = moves.map(({ key, label: what }, i) => {
      const { low, median, high } = spreadOf(less(kept[i + 1], kept[0]));
      return { key, label: what, value: median, low, high };
    });
    const last = found.filter((bar) => bar.key === WHOLE);
    const each = found.filter((bar) => bar.key !== WHOLE).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    return [...each.slice(0, SHOWN), ...last];
  }, [kept, moves]);
  const [top] = bars;
  const start = way === "steps" ? one : other;
  return html`<p class="soft">
      ${way === "steps"
        ? html`Each slider of ${one} is moved by a tenth of its range, one at a time.`
        : html`Each difference is taken over into ${other}, one at a time, with its dates.`}
      ${" "}What it does to ${label.toLowerCase()} in week ${weeks - 1}, against ${start} as it is: the median of ${replications} paired runs.
      ${way === "steps" ? null : html` What several do together need not be the sum.`}
      ${moves.length > bars.length ? html` The ${bars.length} that move it most, of ${moves.length}.` : null}
    </p>
    <${Bars}
      title=${`${label} in week ${weeks - 1}`}
      unit=${percent ? "points" : unit}
      headline=${html`Most: <strong>${top.label}</strong>, ${difference(top.value)}`}
      interval="10–90 % of runs"
      signed=${true}
      ...${{ format, bars }}
    />`;
}
