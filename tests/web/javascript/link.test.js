import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../../orgsim/web/scripts/state/initial.js";
import { readLink, writeLink } from "../../../orgsim/web/scripts/state/link.js";
import { catalog } from "./catalog.js";

const PAGES = [{ id: "simulator", keys: ["why"], among: { why: () => ["trust", "quits"] } }, { id: "story", keys: ["step"] }];
const usual = initialState(catalog, "simulator");
const read = (/** @type {string} */ hash, now = usual) => readLink(catalog, hash, PAGES, usual, now);
const model = catalog.model.slice(0, 8);

test("a link says the whole state, and reading it gives the state back", () => {
  /** @type {import("../../../orgsim/web/scripts/state/store.js").State} */
  const state = {
    page: "story",
    organization: { preset: "small" },
    futures: {
      A: { scenario: "management_trap", fixed: { "context.trust.gain": 0.2, "events.shock.week": 20 } },
      B: { scenario: "replace_untrusted", levers: { coaching: 2.5 }, shift: { week: 104, end: null }, timing: { replace_below: { ramp: 3 } } },
      C: { scenario: "half_hearted", shift: { end: 280 }, timing: { coaching: { end: "never" } } },
    },
    editing: "C",
    weeks: 520,
    seed: 7,
    week: 33,
    charts: ["trust", "quits"],
    details: { "story.step": "a & b = 3" },
  };
  const link = writeLink(catalog, state, usual);
  assert.deepEqual(read(link), { state, messages: [] });
});

test("the usual state is a short link that can be read", () => {
  const link = writeLink(catalog, usual, usual);
  assert.equal(link, `#simulator?m=${model}&A=management_trap&B=lead_after_turnaround`);
  assert.deepEqual(read(link), { state: usual, messages: [] });
  for (const hash of ["", "#", "#simulator", "#/simulator"]) assert.deepEqual(read(hash), { state: usual, messages: [] });
});

test("what is not understood gives a message with the nearest name, and the rest holds", () => {
  /** @type {[string, RegExp][]} */
  const cases = [
    ["#simulato?w=104", /no page “simulato”; did you mean “simulator”\?/],
    ["#simulator?w=104&A=managment_trap", /scenario “managment_trap”: unknown; did you mean “management_trap”\?/],
    ["#simulator?w=104&B=half_hearted;coachng:2", /Future B: “coachng”: unknown; did you mean “coaching”\?/],
    ["#simulator?w=104&B=half_hearted;coaching:99", /“coaching”: 99; a number from -10 to 10 expected/],
    ["#simulator?w=104&B=half_hearted;coaching:abc", /“coaching”: abc; a number/],
    ["#simulator?w=104&B=half_hearted;shift.week:1.5", /“shift.week”: 1.5; a whole number from 0 to/],
    ["#simulator?w=104&B=half_hearted;shift.weak:1", /“shift.weak”: unknown; did you mean “shift.week”\?/],
    ["#simulator?w=104&B=half_hearted;coaching", /“coaching”: a key, a colon and a number expected/],
    ["#simulator?w=104&o=departmnt", /Organization “departmnt”: unknown; did you mean “department”\?/],
    ["#simulator?w=104&o=own", /stays on its owner's computer/],
    ["#simulator?w=104&charts=trusst", /Chart “trusst”: unknown; did you mean “trust”\?/],
    ["#simulator?w=104&chart=trust", /“chart”: unknown; did you mean “charts”\?/],
    ["#simulator?w=104&stroy.step=1", /“stroy.step”: unknown; did you mean “story.step”\?/],
    ["#simulator?w=104&simulator.why=trusst", /“simulator.why”: trusst is unknown; did you mean “trust”\?/],
    ["#simulator?w=104&s=-1", /“s”: -1; a whole number/],
    ["#simulator?w=104&e=D", /“e”: D; A, B or C expected/],
    ["#simulator?w=104&t=never", /“t”: never; a whole number/],
    ["#simulator?w=104&m=00000000", /another version of the model/],
    ["#simulator?w=104&A=%E0%A4", /not well written/],
  ];
  for (const [hash, message] of cases) {
    const found = read(hash);
    assert.match(found.messages.join("\n"), message, hash);
    assert.equal(found.state.weeks, 104, hash);
    assert.equal(found.state.week, 103, hash);
    assert.ok(catalog.scenario.has(found.state.futures.A.scenario), hash);
  }
});

test("any text is read without an error", () => {
  for (const hash of ["#?", "#&&&", "#simulator?=&=", "#simulator?A", "#simulator?w=&s=&t=", `#${"%".repeat(50)}`, "#simulator?A=;;;&B=:::", "#simulator?charts=,,"]) {
    const { state } = read(hash);
    assert.equal(state.page, "simulator");
    assert.deepEqual(state.charts, usual.charts);
  }
});

test("an organization of one's own is not in the link, and stays when the link is one's own", () => {
  const own = { ...usual, organization: { own: { name: "Acme <script>", bosses: [-1, 0, 0] } } };
  const link = writeLink(catalog, own, usual);
  assert.ok(!link.includes("Acme"));
  assert.deepEqual(read(link, own).state.organization, own.organization);
  assert.deepEqual(read(link).state.organization, usual.organization);
});
