/**
 * The pages of a saved file: those that need no server.
 *
 * @typedef {import("../pages/index.js").PageModule} PageModule
 */
import * as simulator from "../pages/simulator.js";
import * as story from "../pages/story.js";

/** @type {PageModule[]} */
export const PAGES = [simulator, story];
