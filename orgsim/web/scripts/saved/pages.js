/** The pages of a saved file: those that need no server, the simulator first. */
import { PAGES as ALL } from "../pages/index.js";

const alone = ALL.filter((page) => !page.needsServer);
/** @type {import("../pages/index.js").PageModule[]} */
export const PAGES = alone.sort((one, other) => Number(other.id === "simulator") - Number(one.id === "simulator"));
