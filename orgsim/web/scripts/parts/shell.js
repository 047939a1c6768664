/** What stands around every page: navigation, undo and redo, theme, whether the model runs, messages. */
import { html, useEffect, useState } from "../../vendor/preact.js";
import { useApp, useChosen } from "./app.js";
import { Badge } from "./badge.js";
import { Help, useShortcuts } from "./help.js";
import { MessageList } from "./messages.js";
import { ThemeButton } from "./theme.js";
import { Undo } from "./undo.js";

/** The whole screen. */
export function Shell() {
  const id = useChosen((state) => state.page);
  const { pages } = useApp();
  const page = pages.find((each) => each.id === id) ?? pages[0];
  const [help, setHelp] = useState(false);
  useShortcuts(() => setHelp(true));
  useEffect(() => {
    document.title = `${page.title} · orgsim`;
  }, [page]);
  return html`
    <a class="skip" href="#main" onClick=${toMain}>Skip to the page</a>
    <header class="top">
      <${Navigation} current=${page.id} />
      <div class="tools">
        <${Badge} />
        <${Undo} />
        <${ThemeButton} />
        <button type="button" class="quiet" onClick=${() => setHelp(true)} aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)">?</button>
      </div>
    </header>
    <${MessageList} />
    <main id="main" tabindex="-1" class="page page-${page.id}"><${page.Page} key=${page.id} /></main>
    <${Help} open=${help} onClose=${() => setHelp(false)} />
  `;
}

/** @param {{current: string}} props */
function Navigation({ current }) {
  const { store, pages } = useApp();
  const go = (/** @type {Event} */ event, /** @type {string} */ page) => {
    event.preventDefault();
    store.set({ page });
    scrollTo(0, 0);
  };
  return html`<nav aria-label="Pages" class="pages">
    <span class="brand" aria-hidden="true">orgsim</span>
    <ul>
      ${pages.map(
        ({ id, title }) => html`<li key=${id}>
          <a href=${`#${id}`} aria-current=${id === current ? "page" : undefined} onClick=${(/** @type {Event} */ event) => go(event, id)}>${title}</a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

/** @param {Event} event */
function toMain(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
