/** The file: dropped or chosen, or a sample to try. */
import { html, useRef, useState } from "../../../vendor/preact.js";
import { sizeFault } from "../../table/examine.js";
import { SAMPLES } from "../../table/samples.js";

/** @typedef {import("../../table/examine.js").File} OwnFile */
/** @typedef {import("../../table/wording.js").Wording} Wording */

const ENCODINGS = /** @type {Record<string, string>} */ ({ "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", cp1252: "Windows-1252" });
const MARKS = /** @type {Record<string, string>} */ ({ ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" });

/**
 * @param {object} props
 * @param {OwnFile | null} props.file
 * @param {import("../../table/examine.js").Examined | null} props.found
 * @param {string | null} props.refusal why a file was not opened
 * @param {Wording} props.words
 * @param {(file: OwnFile | null, refusal?: string | null) => void} props.take
 */
export function FilePanel({ file, found, refusal, words, take }) {
  const [reading, setReading] = useState(false);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const read = async (/** @type {File | undefined | null} */ given) => {
    if (!given) return;
    const fault = sizeFault(given.name, given.size, words);
    if (fault) return take(null, fault);
    setReading(true);
    try {
      take({ name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) });
    } catch {
      take(null, `${words.plain(given.name)}: could not be read. Is it a file, and is it still there?`);
    } finally {
      setReading(false);
    }
  };
  const chosen = () => {
    void read(input.current?.files?.[0]);
    if (input.current) input.current.value = "";
  };
  return html`<section class="panel own-file" aria-labelledby="own-file">
    <h2 id="own-file">1. The file</h2>
    <${DropZone} onFile=${read}>
      <p class="own-drop-text">${file ? html`<${About} ...${{ file, found, words }} />` : "Drop a CSV or text file here"}</p>
      <label class="button primary own-choose">
        ${file ? "Choose another file" : "Choose a file"}
        <input ref=${input} type="file" class="unseen" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange=${chosen} />
      </label>
      ${file ? html`<button type="button" onClick=${() => take(null)}>Close it</button>` : null}
    <//>
    <p class="own-status" role="status">${reading ? "Reading…" : ""}</p>
    ${refusal ? html`<p class="own-fault" role="alert">${refusal}</p>` : null}
    <div class="own-samples">
      <span class="soft">Or try:</span>
      ${SAMPLES.map(
        ({ title, file: name, text }) =>
          html`<button type="button" key=${name} onClick=${() => take({ name, bytes: new TextEncoder().encode(text()) })}>${title}</button>`,
      )}
    </div>
    ${file ? null : html`<${Needed} />`}
  </section>`;
}

/** What a file has to hold. */
function Needed() {
  return html`<div class="own-needed">
    <div>
      <h3>What it needs</h3>
      <ul>
        <li>A row for each person, and a header</li>
        <li>A column that tells people apart: a staff number or another id</li>
        <li>A column with the same id of each person's boss, empty for the head</li>
      </ul>
    </div>
    <pre aria-label="An example">Employee ID,Manager ID
1001,
1002,1001
1003,1001
1004,1002</pre>
    <p class="soft small">
      Other columns may stand between them. Commas, semicolons, tabs and bars, UTF-8, UTF-16 and Windows text are recognised. Doubles,
      unknown bosses, missing ids and the like are repaired, and every repair is listed with its row.
    </p>
  </div>`;
}

/** @param {{onFile: (file: File | null) => void, children?: unknown}} props */
function DropZone({ onFile, children }) {
  const [over, setOver] = useState(false);
  const hold = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    setOver(true);
  };
  const dropped = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer?.files[0] ?? null);
  };
  return html`<div class=${over ? "own-drop over" : "own-drop"} onDragEnter=${hold} onDragOver=${hold} onDragLeave=${() => setOver(false)} onDrop=${dropped}>
    ${children}
  </div>`;
}

/** What the file is. @param {{file: OwnFile, found: import("../../table/examine.js").Examined | null, words: Wording}} props */
function About({ file, found, words }) {
  const table = found?.table;
  if (!table) return html`<strong>${words.plain(file.name)}</strong>`;
  const rows = table.rows.length.toLocaleString("en-GB");
  const mark = MARKS[table.delimiter] ?? words.shown(table.delimiter);
  return html`<strong>${table.name}</strong> <span class="soft">${rows} rows, ${table.header.length} columns, ${ENCODINGS[table.encoding]}, separated by ${mark}</span>`;
}
