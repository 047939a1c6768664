/** The shared week cursor as a slider, and a button that plays the weeks. */
import { html, useCallback, useEffect, useRef, useState } from "../../vendor/preact.js";
import { weekText } from "../charts/index.js";
import { useApp, useChosen } from "./app.js";
import { isText } from "./help.js";

const WEEKS_A_SECOND = 30;

/** Play and stop: 30 weeks a second from the cursor on, from the start where it is at the end. */
export function usePlaying() {
  const { store } = useApp();
  const [playing, setPlaying] = useState(false);
  const toggle = useCallback(() => setPlaying((now) => !now), []);
  useEffect(() => {
    if (!playing) return undefined;
    const { week, weeks } = store.get();
    const from = week >= weeks - 1 ? 0 : week;
    /** @type {number | null} */
    let began = null;
    let frame = requestAnimationFrame(function step(now) {
      began ??= now;
      const next = from + Math.floor(((now - began) * WEEKS_A_SECOND) / 1000);
      const last = store.get().weeks - 1;
      if (next !== store.get().week) store.set({ week: Math.min(next, last) });
      if (next >= last) setPlaying(false);
      else frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, store]);
  return { playing, toggle };
}

/** The bar below the charts. */
export function WeekBar() {
  const { store } = useApp();
  const week = useChosen((state) => state.week);
  const weeks = useChosen((state) => state.weeks);
  const { playing, toggle } = usePlaying();
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => {
    const hear = (/** @type {KeyboardEvent} */ event) => {
      const busy = event.target instanceof HTMLElement && event.target.closest("button, a, summary, select, dialog[open], [role=button]");
      if (event.key !== " " || event.defaultPrevented || busy || isText(event.target)) return;
      event.preventDefault();
      toggle();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [toggle]);
  const moved = (/** @type {Event} */ event) => store.set({ week: Number(/** @type {HTMLInputElement} */ (event.target).value) });
  return html`<div class="weekbar">
    <button type="button" ref=${button} onClick=${toggle}>${playing ? "❚❚ Stop" : "▶ Play"}</button>
    <input type="range" min="0" max=${weeks - 1} step="1" value=${week} aria-label="Week" aria-valuetext=${weekText(week)} onInput=${moved} />
    <output class="numbers">${weekText(week)}</output>
  </div>`;
}
