/** The sliders of the future being edited, in the catalog's groups. */
import { html, useMemo } from "../../vendor/preact.js";
import { weekText } from "../charts/index.js";
import { shiftOf, usualValue, valueOf, withShift, withValue } from "../model/future.js";
import { parameterValue } from "../model/format.js";
import { useApp, useChosen } from "./app.js";
import { Slider, stepOf } from "./slider.js";

/** @typedef {import("../model/catalog.js").Catalog} Catalog */
/** @typedef {import("../model/catalog.js").SliderChoice} SliderChoice */
/** @typedef {import("../model/future.js").Future} Future */

/** What sliders do, the same functions for as long as the page lives. */
export function useEditing() {
  const { store, catalog } = useApp();
  return useMemo(() => {
    const edit = (/** @type {string} */ key, /** @type {(future: Future) => Future} */ change) => {
      const { editing, futures } = store.get();
      const future = /** @type {Future} */ (futures[editing]);
      store.set({ futures: { ...futures, [editing]: change(future) } }, { key: `${editing} ${key}` });
    };
    return {
      edit,
      onInput: (/** @type {string} */ key, /** @type {number} */ value) => edit(key, (future) => withValue(catalog, future, key, value)),
      onReset: (/** @type {string} */ key) => {
        store.settle();
        edit(key, (future) => withValue(catalog, future, key, usualValue(catalog, future, key)));
      },
      onSettle: () => store.settle(),
      onShift: (/** @type {string} */ name, /** @type {number} */ value) =>
        edit(`shift.${name}`, (future) => withShift(catalog, future, /** @type {"week"} */ (name), value)),
      onShiftReset: (/** @type {string} */ name) => {
        store.settle();
        edit(`shift.${name}`, (future) => {
          const usual = catalog.scenario.get(future.scenario)?.shift;
          return usual ? withShift(catalog, future, /** @type {"week"} */ (name), usual[/** @type {"week"} */ (name)]) : future;
        });
      },
    };
  }, [store, catalog]);
}

/** @returns {Future} the future being edited */
export function useEdited() {
  return /** @type {Future} */ (useChosen((state) => state.futures[state.editing]));
}

/**
 * One parameter's slider; its help is the table's meaning if no other is given.
 * @param {{choice: SliderChoice, help?: string, future: Future, does: ReturnType<typeof useEditing>}} props
 */
export function ParameterSlider({ choice, help, future, does }) {
  const { catalog } = useApp();
  const row = catalog.parameter(choice.key);
  const value = valueOf(catalog, future, choice.key);
  const usual = usualValue(catalog, future, choice.key);
  const low = Math.min(choice.low ?? row.low, value);
  const high = Math.max(choice.high ?? row.high, value);
  return html`<${Slider}
    name=${choice.key}
    label=${choice.label}
    help=${help ?? sentence(row.meaning)}
    ...${{ value, low, high, step: stepOf(choice.low ?? row.low, choice.high ?? row.high, row.whole) }}
    text=${parameterValue(catalog, row.unit, value)}
    changed=${value !== usual}
    onInput=${does.onInput}
    onSettle=${does.onSettle}
    onReset=${does.onReset}
  />`;
}

/** The groups of sliders, with the dates of the shift on top. */
export function Levers() {
  const { catalog } = useApp();
  const future = useEdited();
  const does = useEditing();
  return html`<div class="levers">
    <${Dates} future=${future} does=${does} />
    ${catalog.app.groups.map(
      (group) => html`<fieldset key=${group.title}>
        <legend>${group.title}</legend>
        ${group.sliders.map((choice) => html`<${ParameterSlider} key=${choice.key} ...${{ choice, future, does }} />`)}
      </fieldset>`,
    )}
  </div>`;
}

/** @param {{future: Future, does: ReturnType<typeof useEditing>}} props */
function Dates({ future, does }) {
  const { catalog } = useApp();
  const weeks = useChosen((state) => state.weeks);
  const shift = shiftOf(catalog, future);
  const changed = future.shift ?? {};
  const handlers = { onInput: does.onShift, onSettle: does.onSettle, onReset: does.onShiftReset };
  return html`<fieldset>
    <legend>When</legend>
    <${Slider}
      name="week"
      label="Week of the shift"
      help="The levers below are pulled from this week on."
      ...${{ value: shift.week, low: 0, high: Math.max(weeks - 1, shift.week), step: 1, changed: "week" in changed, ...handlers }}
      text=${shift.week === 0 ? "from the first week" : weekText(shift.week)}
    />
    <${Slider}
      name="ramp"
      label="Length of the ramp"
      ...${{ value: shift.ramp, low: 0, high: Math.max(catalog.app.ramp, shift.ramp), step: 1, changed: "ramp" in changed, ...handlers }}
      text=${shift.ramp <= 1 ? "at once" : `${shift.ramp} weeks`}
    />
  </fieldset>`;
}

/** With a capital and a stop. @param {string} text @returns {string} */
export function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
