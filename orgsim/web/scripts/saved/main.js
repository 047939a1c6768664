/** The page as one saved file: everything that a server would give lies in the file itself, and nothing is asked of any network. */
import { Catalog } from "../model/catalog.js";
import { start } from "../start.js";
import { initialState } from "../state/initial.js";
import { writeLink } from "../state/link.js";
import { bytes, json } from "./parts.js";
import { workers } from "./workers.js";

const tables = /** @type {Promise<import("../model/catalog.js").Tables>} */ (json("tables"));
const able = workers();
const kernel = {
  manifest: json("manifest"),
  wasm: Promise.all([bytes("wasm"), able.known]).then(([module]) => module.buffer),
  worker: able.make,
};

/** The link that the file opens with, and the organization that no link can hold. */
async function beginning() {
  const catalog = new Catalog(await tables);
  const usual = initialState(catalog, "simulator");
  const saved = /** @type {import("../state/store.js").State} */ ({ ...usual, ...(await json("state")) });
  const own = "own" in saved.organization ? saved.organization : null;
  const linked = own ? { ...saved, organization: usual.organization } : saved;
  return { link: writeLink(catalog, linked, usual), own };
}

/** Go to what stands below the pages; the address is the pages' own. */
document.getElementById("to-below")?.addEventListener("click", () => {
  const below = document.getElementById("below");
  below?.scrollIntoView();
  below?.focus({ preventScroll: true });
});

async function open() {
  const { link, own } = await beginning();
  const app = await start(/** @type {HTMLElement} */ (document.getElementById("app")), { tables, kernel, server: null, link });
  if (app && own) app.store.set({ organization: own }, { undo: false });
}

open().catch((error) => {
  const place = document.getElementById("app");
  if (place) place.textContent = `The file could not be opened: ${error.message}`;
});
