/** The state and the address bar: what one says, the other follows. */
import { readLink, writeLink } from "./link.js";

const QUIET = 250;

export class Address {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("../model/catalog.js").Catalog} catalog
   * @param {import("./link.js").PageKeys[]} pages
   * @param {import("./store.js").State} usual
   * @param {import("../parts/messages.js").Messages} messages
   * @param {string} [start] the state where the address has none
   */
  constructor(store, catalog, pages, usual, messages, start = "") {
    this.store = store;
    this.catalog = catalog;
    this.pages = pages;
    this.usual = usual;
    this.messages = messages;
    /** @type {any} */
    this.timer = undefined;
    this.written = "";
    this.page = usual.page;
    store.subscribe(() => this.later());
    this.read(location.hash || start);
    addEventListener("hashchange", () => {
      if (location.hash !== this.written) this.read(location.hash);
    });
  }

  /** The link to the state as it is. @returns {string} from the `#` on */
  link() {
    return writeLink(this.catalog, this.store.get(), this.usual);
  }

  /** The whole address. @returns {string} */
  href() {
    return new URL(this.link(), location.href).href;
  }

  /** Take the state from a link; unknown parts give messages. @param {string} hash */
  read(hash) {
    if (!hash || hash === "#") return void this.later();
    const { state, messages } = readLink(this.catalog, hash, this.pages, this.usual, this.store.get());
    for (const message of messages) this.messages.say(message, "notice");
    this.page = state.page;
    this.written = hash;
    this.store.set(state);
  }

  /** Write the address once the state has been quiet, and at once when the page changes. */
  later() {
    const { page } = this.store.get();
    clearTimeout(this.timer);
    if (page !== this.page) this.write(true);
    else this.timer = setTimeout(() => this.write(false), QUIET);
  }

  /** @param {boolean} step whether the browser's back button comes back here */
  write(step) {
    const link = this.link();
    this.page = this.store.get().page;
    if (link === this.written) return;
    this.written = link;
    if (step) history.pushState(null, "", link);
    else history.replaceState(null, "", link);
    this.written = location.hash;
  }
}
