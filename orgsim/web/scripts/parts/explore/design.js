/** What a sweep is made of: its factors with their ranges, its numbers, and the points that failed. */
import { html } from "../../../vendor/preact.js";
import { OpenButton } from "./opening.js";
import { capital, rangeText, valueText } from "./wording.js";

/** @typedef {{reason: string, runs: number, points: {point: number, values: Record<string, number | string>, error: string}[]}} Failure */

/** @param {{sweep: import("./sweep.js").Sweep}} props */
export function Design({ sweep }) {
  const { points, replications, weeks, seed, method, factors, made_by: made } = sweep;
  return html`<details class="panel explore-design" open>
    <summary><h2>Design</h2></summary>
    <p class="small">
      ${[
        points && `${points.toLocaleString("en-GB")} points`,
        method && `design: ${method}`,
        replications && `${replications} replications each`,
        weeks && `${weeks} weeks`,
        seed !== undefined && `seed ${seed}`,
      ]
        .filter(Boolean)
        .join(" · ")}
    </p>
    <dl class="explore-factors">
      ${factors.map(
        (factor) => html`<div key=${factor.key}>
          <dt title=${factor.key}>${capital(factor.label)}</dt>
          <dd class="small">${rangeText(factor)}</dd>
          ${factor.meaning ? html`<dd class="small soft">${factor.meaning}</dd>` : null}
        </div>`,
      )}
    </dl>
    ${made ? html`<details class="small"><summary>The command that made it</summary><code class="explore-made">${made}</code></details>` : null}
  </details>`;
}

/** @param {{name: string, failures: Failure[]}} props */
export function Failures({ name, failures }) {
  if (failures.length === 0) return null;
  return html`<section class="panel explore-failures" aria-labelledby="failures">
    <h2 id="failures">Runs that failed</h2>
    ${failures.map(
      ({ reason, runs, points }) => html`<div key=${reason}>
        <p><strong>${runs === 1 ? "1 run" : `${runs.toLocaleString("en-GB")} runs`}</strong>: ${reason}</p>
        <ul>
          ${points.map(
            ({ point, values, error }) => html`<li key=${point}>
              <p class="small">Point ${point}: ${valuesText(values)}</p>
              ${error && error !== reason ? html`<p class="small soft">${error}</p>` : null}
              <${OpenButton} ...${{ name, point }} />
            </li>`,
          )}
        </ul>
      </div>`,
    )}
  </section>`;
}

/** `coaching 2, peers 0.5` @param {Record<string, number | string>} values by key of the factor @param {(key: string) => string} [label] */
export function valuesText(values, label = (key) => key) {
  return Object.entries(values).map(([key, value]) => `${label(key)} ${valueText(value)}`).join(", ");
}
