/**
 * Workers without a file of their own: made from the code that is here already; or, where a browser forbids that in saved files,
 * the same code on the page's own thread.
 */
/// <reference path="./worker.d.ts" />
import { serve } from "orgsim:worker";

const PATIENCE = 3000;

/** @returns {{known: Promise<boolean>, make: () => Worker}} `make` may be called once it is `known` whether workers start */
export function workers() {
  let able = false;
  const known = starts().then((answer) => (able = answer));
  const source = new Blob([`(${serve})(self)`], { type: "text/javascript" });
  return { known, make: () => (able ? new Worker(URL.createObjectURL(source)) : beside()) };
}

/** Whether a worker starts here. @returns {Promise<boolean>} */
function starts() {
  return new Promise((answer) => {
    setTimeout(() => answer(false), PATIENCE);
    try {
      const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(0)"], { type: "text/javascript" })));
      worker.onerror = () => answer(false);
      worker.onmessage = () => {
        worker.terminate();
        answer(true);
      };
    } catch {
      answer(false);
    }
  });
}

/** Something that is spoken to like a worker, and works on this thread. @returns {Worker} */
export function beside() {
  const { port1, port2 } = new MessageChannel();
  serve(port2);
  for (const port of [port1, port2]) port.start();
  return /** @type {any} */ (Object.assign(port1, { terminate: () => port1.close() }));
}
