/** The page as a server gives it: everything it needs beside its modules is fetched from the folder it lies in. */
import { Server } from "./engine/server.js";
import { PAGES } from "./pages/index.js";
import { start } from "./start.js";

const root = new URL(".", document.baseURI);

/** @param {string} path @returns {Promise<Response>} */
async function fetched(path) {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Start the pages in the element `app`. */
export function open() {
  const tables = fetched("kernel/parameters.json").then((answer) => answer.json());
  const kernel = {
    manifest: fetched("kernel/manifest.json").then((answer) => answer.json()),
    wasm: fetched("kernel/kernel.wasm").then((answer) => answer.arrayBuffer()),
    worker: () => new Worker(new URL("scripts/engine/worker.js", root), { type: "module" }),
  };
  for (const each of [kernel.manifest, kernel.wasm]) each.catch(() => undefined);
  void start(/** @type {HTMLElement} */ (document.getElementById("app")), { tables, kernel, pages: PAGES, server: new Server(root) });
}
