/** Says which engine is live. */
import { html, useEffect, useState } from "../../vendor/preact.js";
import { useApp } from "./app.js";

const TEXTS = {
  starting: ["Starting", "The model is being loaded."],
  webassembly: ["In this browser", "The model runs in this browser; nothing leaves this computer."],
  server: ["On the server", "The model runs in the orgsim server on this computer."],
  broken: ["Not running", "Nothing here can run the model."],
};

export function Badge() {
  const { engine } = useApp();
  const [kind, setKind] = useState(/** @type {keyof TEXTS} */ ("starting"));
  useEffect(() => {
    engine.ready.then(
      () => setKind(engine.kind),
      () => setKind("broken"),
    );
  }, [engine]);
  const [text, title] = TEXTS[kind];
  return html`<span class="badge ${kind}" title=${engine.reason ? `${title} (${engine.reason})` : title}>${text}</span>`;
}
