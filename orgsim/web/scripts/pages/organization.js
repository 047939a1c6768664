/** The organization: everyone in one run, week by week, and where that run lies among all of them. */
import { html, useMemo, useRef } from "../../vendor/preact.js";
import { OrganizationTree, plainNames, weekText } from "../charts/index.js";
import { FULL } from "../engine/live.js";
import { formatOf } from "../model/format.js";
import { bossesOf, nameOf } from "../model/organizations.js";
import { placeOf, valuesAt } from "../model/record.js";
import { shapeOf } from "../model/shape.js";
import { useApp, useChosen, useRuns } from "../parts/app.js";
import { FutureTabs, OrganizationMenu } from "../parts/futures.js";
import { PersonPanel } from "../parts/people/person.js";
import { useRecord } from "../parts/people/record.js";
import { RunChart, RunStepper } from "../parts/people/run.js";
import { WeekBar } from "../parts/weekbar.js";
import { personName } from "../table/masks.js";

export const id = "organization";
export const title = "Organization";
/** `run`: the replication shown, from 1; `colour`: the field of the boxes; `person`: whose curves are open. */
export const keys = ["run", "colour", "person"];

const SMALL = 130;

/** The page. */
export function Page() {
  const { catalog } = useApp();
  const letter = useChosen((state) => state.editing);
  const choice = useChosen((state) => state.organization);
  const { runs } = useRuns(letter);
  const [details, set] = useDetails();
  const bosses = bossesOf(catalog, choice);
  const organization = shapeOf(bosses);
  const names = useMemo(() => ("own" in choice ? personName : plainNames(organization)), [choice, organization]);
  const count = runs?.replications ?? FULL;
  const replication = numberIn(details.run, 1, FULL, 1) - 1;
  const { colours } = catalog.tables.people;
  const colour = colours.find(({ field }) => field === details.colour) ?? colours[0];
  const person = numberIn(details.person, 0, bosses.length - 1, -1);
  const recorded = useRecord(letter, replication);
  const chosen = useRef(false);
  const select = (/** @type {number} */ next) => {
    chosen.current = true;
    set({ person: String(next) });
  };
  const record = recorded.bosses === bosses ? recorded.record : null;
  return html`
    <h1 class="unseen">Organization</h1>
    <div class="page-head">
      <${FutureTabs} />
      <${OrganizationMenu} />
    </div>
    <div class="people">
      <section class="panel people-tree" aria-label="Chart of people">
        <div class="people-controls">
          <${RunStepper} ...${{ replication, count: Math.max(count, replication + 1) }} onRun=${(/** @type {number} */ run) => set({ run: String(run + 1) })} />
          <${ColourMenu} colour=${colour.field} onColour=${(/** @type {string} */ field) => set({ colour: field })} />
          <${Status} ...${{ recorded, record }} />
        </div>
        ${record
          ? html`<div class=${recorded.stale ? "outcome waiting" : "outcome"}>
              <${Tree} ...${{ record, organization, names, colour, person, run: recorded.run, title: nameOf(catalog, choice) }} onSelect=${select} />
            </div>`
          : html`<div class="people-empty"></div>`}
        <${WeekBar} />
      </section>
      <aside class="people-side" aria-label="This run among all runs">
        ${catalog.tables.people.outcomes.map(
          (name) => html`<div class="panel" key=${name}><${RunChart} ...${{ letter, name, replication, height: SMALL }} /></div>`,
        )}
        <p class="small soft">
          A chart of people shows one run: people differ from run to run. Step through the runs before you conclude anything from one.
        </p>
      </aside>
      ${record && person >= 0
        ? html`<${PersonPanel} ...${{ person, name: names(person), record, letter, replication, chosen: chosen.current }} onClose=${() => set({ person: "" })} />`
        : html`<p class="soft people-hint">Choose somebody in the chart to see that person's curves over the weeks.</p>`}
    </div>
  `;
}

/** This page's details, and how they are changed. */
function useDetails() {
  const { store } = useApp();
  const all = useChosen((state) => state.details);
  const own = Object.fromEntries(keys.map((key) => [key, all[`${id}.${key}`]]));
  const change = (/** @type {Record<string, string>} */ part) => {
    const next = { ...store.get().details };
    for (const [key, value] of Object.entries(part)) next[`${id}.${key}`] = value;
    for (const key of Object.keys(next)) if (next[key] === "") delete next[key];
    store.set({ details: next });
  };
  return /** @type {const} */ ([own, change]);
}

/** A whole number between bounds, else what is usual. @param {string | undefined} text @param {number} low @param {number} high @param {number} usual */
function numberIn(text, low, high, usual) {
  const value = Number(text);
  return text && Number.isInteger(value) && value >= low && value <= high ? value : usual;
}

/** @param {{colour: string, onColour: (field: string) => void}} props */
function ColourMenu({ colour, onColour }) {
  const { catalog } = useApp();
  const { colours, workers } = catalog.tables.people;
  return html`<label>Colour managers by
      <select value=${colour} onChange=${(/** @type {Event} */ event) => onColour(/** @type {HTMLSelectElement} */ (event.target).value)}>
        ${colours.map(({ field, label }) => html`<option key=${field} value=${field} selected=${field === colour}>${label}</option>`)}
      </select>
    </label>
    <span class="soft">people by ${workers.label}</span>`;
}

/** What is still to come, or went wrong. @param {{recorded: import("../parts/people/record.js").Recorded, record: import("../model/record.js").People | null}} props */
function Status({ recorded, record }) {
  const { error, progress, stale } = recorded;
  const every = record && record.weeks.length > 2 ? record.weeks[1] - record.weeks[0] : 1;
  const text = error
    ? `This run could not be computed: ${error}. Choose another organization or fewer weeks.`
    : !record || stale
      ? `Computing this run${progress ? `: ${Math.round(100 * progress)}% of the weeks` : "…"}`
      : every > 1
        ? `Recorded every ${every} weeks, as the organization is large`
        : "";
  return html`<p class="people-status small soft" role="status">${text}</p>`;
}

/** @param {{record: import("../model/record.js").People, organization: import("../model/shape.js").Shape, names: (person: number) => string, colour: import("../model/catalog.js").FieldChoice, person: number, run: number, title: string, onSelect: (person: number) => void}} props */
function Tree({ record, organization, names, colour, person, run, title, onSelect }) {
  const { catalog } = useApp();
  const week = useChosen((state) => state.week);
  const { workers } = catalog.tables.people;
  const place = placeOf(record.weeks, week);
  const values = useMemo(() => valuesAt(record, colour.field, place), [record, colour.field, place]);
  const dots = useMemo(() => valuesAt(record, workers.field, place), [record, workers.field, place]);
  const { unit, meaning } = catalog.tables.fields[/** @type {number} */ (catalog.field.get(colour.field))];
  return html`<${OrganizationTree}
    ...${{ title, organization, values, dots, onSelect }}
    headline=${`Run ${run + 1}, ${weekText(record.weeks[place])}. Boxes: ${meaning}`}
    valueName=${colour.label}
    dotName=${workers.label}
    format=${formatOf(catalog, unit)}
    nameOf=${names}
    selected=${person >= 0 ? person : null}
  />`;
}
