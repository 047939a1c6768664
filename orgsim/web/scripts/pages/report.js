/** Report: chosen charts with notes, as they print, and the files that can be saved of them. */
import { html, useCallback } from "../../vendor/preact.js";
import { useApp, useChosen } from "../parts/app.js";
import { useDetails } from "../parts/details.js";
import { Popover } from "../parts/popover.js";
import { ReportChart } from "../parts/report/chart.js";
import { Again, Files } from "../parts/report/files.js";
import { Note } from "../parts/report/note.js";
import { moved, readContent, writeNotes } from "../parts/report/notes.js";
import { Futures, LeavesOut, Made } from "../parts/report/standing.js";
import { WeekBar } from "../parts/weekbar.js";

export const id = "report";
export const title = "Report";
/** `charts`: outcomes; `title` and `text` stand above them; `notes` at them; `against`: outcomes whose difference is shown, too; `view`: `preview` where it is shown as it prints. */
export const keys = ["charts", "title", "text", "notes", "against", "view"];
/** @type {import("../state/link.js").Among} */
export const among = { view: () => ["preview"] };

/** The page. */
export function Page() {
  const { catalog } = useApp();
  const usual = useChosen((state) => state.charts);
  const [read, change] = useDetails(id);
  const content = readContent(catalog, { charts: read("charts"), title: read("title"), text: read("text"), notes: read("notes") }, usual);
  const { charts, notes } = content;
  const against = (read("against") ?? "").split(",").filter((name) => charts.includes(name));
  const preview = read("view") === "preview";
  const show = useCallback((/** @type {string[]} */ next) => change({ charts: next.length > 0 ? next.join(",") : NONE }), [change]);
  return html`
    <div class="report-head">
      <h1>Report</h1>
      <${Chooser} ...${{ charts, show }} />
      <button type="button" aria-pressed=${preview ? "true" : "false"} onClick=${() => change({ view: preview ? undefined : "preview" })}>Preview</button>
    </div>
    <div class=${preview ? "report previewing" : "report"}>
      <article class="panel report-paper" aria-label="The report">
        <${Title} value=${content.title} preview=${preview} onValue=${(/** @type {string} */ text) => change({ title: text })} />
        <${Note} label="Text above the charts" value=${content.text} preview=${preview} onValue=${(/** @type {string} */ text) => change({ text })} />
        <${Futures} />
        ${charts.map(
          (name, place) => html`<${ReportChart}
            key=${name}
            ...${{ name, preview, first: place === 0, last: place === charts.length - 1 }}
            note=${notes[name] ?? ""}
            onNote=${(/** @type {string} */ text) => change({ notes: writeNotes({ ...notes, [name]: text }) })}
            onMove=${(/** @type {1 | -1} */ way) => show(moved(charts, name, way))}
            difference=${against.includes(name)}
            onDifference=${() => change({ against: (against.includes(name) ? against.filter((each) => each !== name) : [...against, name]).join(",") })}
            onRemove=${() => show(charts.filter((each) => each !== name))}
          />`,
        )}
        ${charts.length === 0 ? html`<p class="soft">No chart is chosen: “Charts” above has all outcomes.</p>` : null}
        <${LeavesOut} />
        <${Made} />
      </article>
      <aside class="report-side">
        <${Files} content=${content} differences=${against.length > 0} />
        <${Again} />
        <p class="small soft report-kept">Title, text and notes are kept in the link of this page: whoever gets the link can read them.</p>
      </aside>
    </div>
    <${WeekBar} />
  `;
}

/** What the link says where no chart is chosen. */
const NONE = "none";

/** Which outcomes are charts. @param {{charts: string[], show: (charts: string[]) => void}} props */
function Chooser({ charts, show }) {
  const { catalog } = useApp();
  const toggle = (/** @type {string} */ name) => show(charts.includes(name) ? charts.filter((each) => each !== name) : [...charts, name]);
  return html`<${Popover} label=${html`Charts <span class="soft">${charts.length}</span>`} name="Charts of the report">
    <div class="chooser">
      ${catalog.outcomes.map(
        ({ name, label, meaning }) => html`<label key=${name} title=${meaning}><input type="checkbox" checked=${charts.includes(name)} onChange=${() => toggle(name)} /> ${label}</label>`,
      )}
    </div>
  <//>`;
}

/** @param {{value: string, preview: boolean, onValue: (text: string) => void}} props */
function Title({ value, preview, onValue }) {
  const { catalog } = useApp();
  const futures = useChosen((state) => state.futures);
  const there = [futures.A, futures.B, futures.C].flatMap((future) => (future ? [catalog.scenario.get(future.scenario)?.title] : []));
  const usual = [...new Set(there)].join(" or ");
  const typed = (/** @type {Event} */ event) => onValue(/** @type {HTMLInputElement} */ (event.target).value);
  const printed = html`<h2 class="report-title">${value.trim() || usual}</h2>`;
  if (preview) return printed;
  return html`
    <label class="report-note"><span>Title</span><input type="text" class="report-titled" maxlength=${200} value=${value} placeholder=${usual} onInput=${typed} /></label>
    <div class="print-only">${printed}</div>
  `;
}
