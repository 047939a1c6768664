/** The runs that the story's cards show: the usual department, whatever the simulator is set to. */
import { useEffect, useState } from "../../../vendor/preact.js";
import { longest } from "../../model/story.js";
import { useApp } from "../app.js";

/** @typedef {import("../../engine/bands.js").Runs} Runs */
/** @typedef {import("../../model/story.js").Card} Card */
/** @typedef {{runs: Partial<Record<"A" | "B" | "C", Runs>> | null, error: string | null}} CardRuns */

/** What a card's future asks of the engine. @param {import("../../model/catalog.js").Catalog} catalog @param {import("../../model/future.js").Future} future */
export function askedFor(catalog, future) {
  const { story, design, app } = catalog.tables;
  const { replications } = story;
  return { organization: { preset: app.organization }, future, weeks: longest(story), seed: design.seed, replications };
}

/**
 * The runs of a card's futures; those of the next card are computed while one looks at this one.
 * @param {Card} card @param {Card | undefined} next @returns {CardRuns}
 */
export function useCardRuns(card, next) {
  const { catalog, engine } = useApp();
  const [found, setFound] = useState(/** @type {CardRuns & {card: string}} */ ({ card: "", runs: null, error: null }));
  useEffect(() => {
    const control = new AbortController();
    const run = (/** @type {Card} */ of, /** @type {number} */ urgency) =>
      Promise.all(
        Object.entries(of.futures).map(async ([letter, future]) => [
          letter,
          await engine.simulate(askedFor(catalog, future), { urgency, signal: control.signal }),
        ]),
      ).then(Object.fromEntries);
    run(card, 0).then(
      (runs) => {
        if (control.signal.aborted) return;
        setFound({ card: card.name, runs, error: null });
        if (next) run(next, 1).catch(() => undefined);
      },
      (error) => {
        if (!control.signal.aborted) setFound({ card: card.name, runs: null, error: error.message });
      },
    );
    return () => control.abort();
  }, [card, next, engine]);
  return found.card === card.name ? found : { runs: null, error: null };
}
