/** What is drawn again only when something it shows has changed. */
import { Component, h } from "../../vendor/preact.js";

/** @param {Record<string, unknown>} before @param {Record<string, unknown>} after @returns {boolean} */
export function differs(before, after) {
  const keys = Object.keys(after);
  return keys.length !== Object.keys(before).length || keys.some((key) => before[key] !== after[key]);
}

/**
 * A component that draws again only if one of its properties is another value (arrays and functions: another object).
 * @template {Record<string, any>} P
 * @param {(props: P) => any} draw
 * @returns {new (props: P) => Component<P>}
 */
export function memo(draw) {
  const inner = /** @type {any} */ (draw);
  return class extends Component {
    /** @param {P} next */
    shouldComponentUpdate(next) {
      return differs(/** @type {any} */ (this.props), next);
    }

    render() {
      return h(inner, this.props);
    }
  };
}
