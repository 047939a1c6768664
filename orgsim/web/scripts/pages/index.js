/**
 * The pages there are, in the order of the navigation; the first one is shown first. A page is a module that exports `id` (its
 * name in links), `title`, `Page` (a component without properties) and, where it keeps something of its own in links, `keys`:
 * names of details, kept in the state as `details["id.key"]`, and `among`, the values that one of them may have. `needsServer` keeps a page out of saved files.
 *
 * @typedef {{id: string, title: string, Page: import("../../vendor/preact.js").ComponentType, keys?: string[], among?: import("../state/link.js").Among, needsServer?: boolean}} PageModule
 */
import * as compare from "./compare.js";
import * as diagnosis from "./diagnosis.js";
import * as explore from "./explore.js";
import * as organization from "./organization.js";
import * as own from "./own.js";
import * as report from "./report.js";
import * as simulator from "./simulator.js";
import * as story from "./story.js";

/** @type {PageModule[]} */
export const PAGES = [story, simulator, organization, compare, diagnosis, own, explore, report];
