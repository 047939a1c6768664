/**
 * Starts the pages from their resources, wherever those come from: a server, or a single file that holds them all.
 *
 * @typedef {object} Resources
 * @property {Promise<import("./model/catalog.js").Tables>} tables
 * @property {import("./engine/client.js").Kernel} kernel
 * @property {import("./engine/server.js").Server | null} server null where no server can answer, as in a saved file
 * @property {import("./pages/index.js").PageModule[]} pages in the order of the navigation
 * @property {string} [link] the state to start with where the address has none, from the `#` on
 *
 * @typedef {object} App what every part of a page may use
 * @property {import("./model/catalog.js").Catalog} catalog
 * @property {import("./state/store.js").Store} store
 * @property {import("./pages/index.js").PageModule[]} pages
 * @property {import("./engine/client.js").Client} engine
 * @property {import("./engine/live.js").Live} live
 * @property {import("./engine/server.js").Server | null} server
 * @property {import("./parts/messages.js").Messages} messages
 * @property {import("./state/address.js").Address} address
 * @property {import("./state/store.js").State} usual the state of a new page
 */
import { html, render } from "../vendor/preact.js";
import { Client } from "./engine/client.js";
import { Live } from "./engine/live.js";
import { Catalog } from "./model/catalog.js";
import { AppContext } from "./parts/app.js";
import { Messages } from "./parts/messages.js";
import { Shell } from "./parts/shell.js";
import { Address } from "./state/address.js";
import { initialState } from "./state/initial.js";
import { Store } from "./state/store.js";

const WITHOUT = "The model runs in WebAssembly, which this browser does not have: open this page in a browser of the last years, they all have it.";

/**
 * @param {HTMLElement} place where the pages are put
 * @param {Resources} resources
 * @returns {Promise<App | null>} null where there is no WebAssembly or the tables could not be had; the page says so
 */
export async function start(place, resources) {
  if (!("WebAssembly" in globalThis)) return only(place, WITHOUT);
  try {
    const catalog = new Catalog(await resources.tables);
    const app = made(catalog, resources);
    place.replaceChildren();
    render(html`<${AppContext.Provider} value=${app}><${Shell} /><//>`, place);
    return app;
  } catch (error) {
    return only(place, `The page could not start: ${error instanceof Error ? error.message : error}. Load it again.`);
  }
}

/** A sentence instead of the pages. @param {HTMLElement} place @param {string} sentence @returns {null} */
function only(place, sentence) {
  place.replaceChildren();
  render(html`<main class="starting"><h1>orgsim</h1><p role="alert">${sentence}</p></main>`, place);
  return null;
}

/** @param {Catalog} catalog @param {Resources} resources @returns {App} */
function made(catalog, resources) {
  const usual = initialState(catalog, resources.pages[0].id);
  const messages = new Messages();
  const store = new Store(usual);
  const address = new Address(store, catalog, resources.pages, usual, messages, resources.link);
  const engine = new Client(catalog, resources.kernel);
  engine.ready.catch((error) => messages.say(error.message, "fault"));
  const live = new Live(store, engine);
  measured(store, live);
  return { catalog, store, pages: resources.pages, engine, live, server: resources.server, messages, address, usual };
}

/**
 * What a measurement reads: `data-input` counts changes of the state, `data-drawn` is the last of them that is drawn, and the
 * mark `first-drawn` is when there was something to see.
 * @param {Store} store @param {Live} live
 */
function measured(store, live) {
  const { dataset } = document.documentElement;
  store.subscribe(() => {
    dataset.input = String(store.version);
  });
  live.onDrawn = (version) => {
    if (dataset.drawn === undefined) performance.mark("first-drawn");
    dataset.drawn = String(version);
  };
}
