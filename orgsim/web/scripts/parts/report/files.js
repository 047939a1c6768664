/** What can be saved, and how to have the numbers again. */
import { html, useEffect, useState } from "../../../vendor/preact.js";
import { FULL } from "../../engine/live.js";
import { commandOf } from "../../export/command.js";
import { useApp, useChosen } from "../app.js";
import { Command } from "../copy.js";
import { notesFor } from "./notes.js";
import { saveCsv, saveFromServer, saveYaml } from "./saving.js";

const LETTERS = /** @type {const} */ (["A", "B", "C"]);
const START = "orgsim app";

/** @param {{content: import("./notes.js").Content, differences: boolean}} props `differences`: whether some are shown */
export function Files({ content, differences }) {
  const app = useApp();
  const served = useServed();
  const [busy, setBusy] = useState("");
  const save = (/** @type {string} */ what, /** @type {() => Promise<void> | void} */ make) => async () => {
    setBusy(what);
    try {
      await make();
      app.messages.say(`${what}: saved.`, "done");
    } catch (error) {
      app.messages.say(`${what}: not saved: ${error instanceof Error ? error.message : error}`, "fault");
    }
    setBusy("");
  };
  const button = (/** @type {string} */ what, /** @type {string} */ about, /** @type {() => Promise<void> | void} */ make) =>
    html`<li><button type="button" disabled=${busy !== "" || content.charts.length === 0} onClick=${save(what, make)}>${busy === what ? "Saving…" : what}</button><span class="small soft">${about}</span></li>`;
  const notes = () => notesFor(content);
  return html`<section class="panel report-files" aria-labelledby="report-save">
    <h2 id="report-save">Save</h2>
    <ul>
      <li><button type="button" class="primary" onClick=${() => print()}>Print…</button><span class="small soft">the page as it is shown in the preview, or a PDF of it</span></li>
      ${served
        ? html`${button("One HTML file", "live sliders, for anyone, without a network", () => saveFromServer(app, "html", content, notes()))}
            ${button("PDF", "charts, numbers, what differs, notes", () => saveFromServer(app, "pdf", content, notes()))}`
        : null}
      ${button("Bands as CSV", "10, 50 and 90 % of the runs by week", () => saveCsv(app, content))}
      ${button("Configuration", "YAML that gives the same numbers again", () => saveYaml(app))}
    </ul>
    ${served === false && app.server ? html`<p class="small soft">One HTML file and PDF are made by orgsim itself: start <code>${START}</code> and open this link there.</p>` : null}
    ${served && differences ? html`<p class="small soft">Differences of B from A are drawn in print and in pictures; the PDF has them as numbers, the HTML file on its page Compare.</p>` : null}
    <p class="small soft">Each chart is saved as SVG or PNG by the buttons above it.</p>
  </section>`;
}

/** Whether a server answers; null until that is known. @returns {boolean | null} */
function useServed() {
  const { server } = useApp();
  const [served, setServed] = useState(/** @type {boolean | null} */ (server ? null : false));
  useEffect(() => {
    let here = true;
    void server?.about().then((about) => here && setServed(about !== null));
    return () => void (here = false);
  }, [server]);
  return served;
}

/** The commands that run each future again. */
export function Again() {
  const { catalog } = useApp();
  const futures = useChosen((state) => state.futures);
  const organization = useChosen((state) => state.organization);
  const weeks = useChosen((state) => state.weeks);
  const seed = useChosen((state) => state.seed);
  const study = { organization, weeks, seed };
  return html`<div class="panel report-again">
    <h2>The same numbers again</h2>
    <p class="small soft">All futures together: save the configuration and run</p>
    <${Command} text="orgsim scenario=orgsim.yaml" />
    ${LETTERS.map((letter) => {
      const future = futures[letter];
      const command = future && commandOf(catalog, study, future, FULL);
      return command ? html`<p key=${letter} class="small soft">Future ${letter} alone</p><${Command} text=${command} name=${`command of ${letter}`} />` : null;
    })}
    ${"own" in organization ? html`<p class="small soft">The organization is your own: put the path of its file into the configuration, where it says ${catalog.tables.written.own.section.path}.</p>` : null}
  </div>`;
}
