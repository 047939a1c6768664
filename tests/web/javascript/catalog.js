/** The catalog that the pages have, for tests. */
import { readFileSync } from "node:fs";
import { Catalog } from "../../../orgsim/web/scripts/model/catalog.js";

export const catalog = new Catalog(JSON.parse(readFileSync(new URL("../../../orgsim/web/kernel/parameters.json", import.meta.url), "utf8")));
