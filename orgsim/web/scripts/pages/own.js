/** Your organization: an HR export read on this computer, checked row by row, and made into the tree that is simulated. */
import { html, useCallback, useMemo, useState } from "../../vendor/preact.js";
import { useApp } from "../parts/app.js";
import { ColumnsPanel } from "../parts/own/columns.js";
import { FilePanel } from "../parts/own/file.js";
import { FoundPanel } from "../parts/own/found.js";
import { TreePanel } from "../parts/own/tree.js";
import { examined } from "../table/examine.js";
import { Wording } from "../table/wording.js";

export const id = "own";
export const title = "Your organization";

/**
 * @typedef {import("../table/examine.js").File} File
 * @typedef {import("../table/examine.js").Choice} Choice
 * @typedef {{file: File | null, choice: Choice, refusal: string | null}} Opened
 */

/** What is open on each page's store, for as long as the page is not left: files are never kept anywhere else. @type {WeakMap<object, Opened>} */
const open = new WeakMap();
/** @type {Opened} */
const NOTHING = { file: null, choice: { masked: true }, refusal: null };

/** The page. */
export function Page() {
  const { catalog, store } = useApp();
  const words = useMemo(() => new Wording(catalog.tables.reading), [catalog]);
  const [opened, setOpened] = useState(() => open.get(store) ?? NOTHING);
  const change = useCallback(
    (/** @type {Partial<Opened>} */ part) =>
      setOpened((before) => {
        const next = { ...before, ...part };
        open.set(store, next);
        return next;
      }),
    [store],
  );
  const { file, choice, refusal } = opened;
  const found = useMemo(() => (file ? examined(file, choice, words) : null), [file, choice, words]);
  const choose = (/** @type {Partial<Choice>} */ part) => change({ choice: { ...choice, ...part } });
  const take = (/** @type {File | null} */ next, /** @type {string | null} */ why = null) =>
    change({ file: next, choice: { masked: choice.masked }, refusal: why });
  return html`
    <h1>Your organization</h1>
    <p class="own-lead soft">
      Two columns of an HR export make the tree: who someone is, and who they report to. The file is read in this browser and stays on
      this computer; it is not stored, and gone when you close the page.
    </p>
    <div class="own">
      <${FilePanel} ...${{ file, found, refusal, words, take }} />
      ${found?.table ? html`<${ColumnsPanel} ...${{ found, choice, choose, words }} />` : null}
      ${file && found ? html`<${FoundPanel} ...${{ file, found, masked: choice.masked }} />` : null}
      ${found?.people ? html`<${TreePanel} people=${found.people} />` : null}
    </div>
  `;
}
