/** Says whether the model runs. */
import { html, useEffect, useState } from "../../vendor/preact.js";
import { useApp } from "./app.js";

const TEXTS = {
  starting: ["Starting", "The model is being loaded."],
  running: ["In this browser", "The model runs in this browser; nothing leaves this computer."],
  broken: ["Not running", "This browser cannot run the model."],
};

export function Badge() {
  const { engine } = useApp();
  const [kind, setKind] = useState(/** @type {keyof TEXTS} */ ("starting"));
  useEffect(() => {
    engine.ready.then(
      () => setKind("running"),
      () => setKind("broken"),
    );
  }, [engine]);
  const [text, title] = TEXTS[kind];
  return html`<span class="badge ${kind}" title=${title}>${text}</span>`;
}
