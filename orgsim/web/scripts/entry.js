/**
 * The scripts of all pages begin here, bundled into one file: a browser takes most of a second to ask for more than a hundred
 * modules one by one. A saved file holds its parts; where there are none, a server gives them.
 */
import { open as openServed } from "./main.js";
import { open as openSaved } from "./saved/main.js";

if (document.getElementById("part-tables")) openSaved();
else openServed();
