/** The page as one saved file: everything that a server would give lies in the file itself, and nothing is asked of any network. */
import { Catalog } from "../model/catalog.js";
import { start } from "../start.js";
import { initialState } from "../state/initial.js";
import { writeLink } from "../state/link.js";
import { PAGES } from "./pages.js";
import { bytes, json } from "./parts.js";
import { workers } from "./workers.js";

/** @typedef {import("../model/catalog.js").Tables} Tables */

/** The link that the file opens with, and the organization that no link can hold. @param {Promise<Tables>} tables */
async function beginning(tables) {
  const catalog = new Catalog(await tables);
  const usual = initialState(catalog, "simulator");
  const saved = /** @type {import("../state/store.js").State} */ ({ ...usual, ...(await json("state")) });
  const own = "own" in saved.organization ? saved.organization : null;
  const linked = own ? { ...saved, organization: usual.organization } : saved;
  return { link: writeLink(catalog, linked, usual), own };
}

/** Start the pages in the element `app`. @param {HTMLElement} place */
async function started(place) {
  const tables = /** @type {Promise<Tables>} */ (json("tables"));
  const able = workers();
  const kernel = {
    manifest: json("manifest"),
    wasm: Promise.all([bytes("wasm"), able.known]).then(([module]) => module.buffer),
    worker: able.make,
  };
  const { link, own } = await beginning(tables);
  const app = await start(place, { tables, kernel, pages: PAGES, server: null, link });
  if (app && own) app.store.set({ organization: own }, { undo: false });
}

/** Open the file; whatever is wrong with it is said in the page. */
export function open() {
  const place = /** @type {HTMLElement} */ (document.getElementById("app"));
  started(place).catch((error) => {
    place.textContent = `The file could not be opened: ${error.message}`;
  });
  // Go to what stands below the pages by hand: the address is the pages' own.
  document.getElementById("to-below")?.addEventListener("click", () => {
    const below = document.getElementById("below");
    below?.scrollIntoView();
    below?.focus({ preventScroll: true });
  });
}
