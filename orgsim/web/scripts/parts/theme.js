/** Light, dark, or as the computer has it. The choice stays in this browser. */
import { html, useEffect, useState } from "../../vendor/preact.js";

const KEY = "orgsim.theme";
const NEXT = /** @type {Record<string, string>} */ ({ auto: "light", light: "dark", dark: "auto" });
const SIGNS = /** @type {Record<string, string>} */ ({ auto: "◐", light: "☀", dark: "☾" });

export function ThemeButton() {
  const [theme, setTheme] = useState(remembered);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    remember(theme);
  }, [theme]);
  const text = `Theme: ${theme}`;
  return html`<button type="button" class="quiet" onClick=${() => setTheme(NEXT[theme])} aria-label=${text} title=${text}>
    <span aria-hidden="true">${SIGNS[theme]}</span>
  </button>`;
}

/** @returns {string} */
function remembered() {
  try {
    const found = localStorage.getItem(KEY) ?? "auto";
    return found in NEXT ? found : "auto";
  } catch {
    return "auto";
  }
}

/** @param {string} theme */
function remember(theme) {
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing shows the usual theme next time.
  }
}
