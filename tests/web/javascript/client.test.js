import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../../../orgsim/web/scripts/engine/client.js";
import { Live } from "../../../orgsim/web/scripts/engine/live.js";
import { effectOf, explain, partsAt } from "../../../orgsim/web/scripts/engine/why.js";
import { initialState } from "../../../orgsim/web/scripts/state/initial.js";
import { Store } from "../../../orgsim/web/scripts/state/store.js";
import { catalog } from "./catalog.js";
import { FakeWorker, fakeKernel, until } from "./workers.js";

const asked = { organization: { preset: "team" }, future: { scenario: "half_hearted" }, weeks: 3, seed: 1 };
const outcomes = catalog.outcomes.length;

/** @param {object} [how] @returns {{client: Client, workers: FakeWorker[], jobs: () => any[]}} */
function opened(how) {
  /** @type {FakeWorker[]} */
  const workers = [];
  const client = new Client(catalog, fakeKernel(workers, how));
  return { client, workers, jobs: () => workers.flatMap((worker) => worker.jobs) };
}

test("more replications are computed from where the known ones end, and fewer are their first", async () => {
  const { client, jobs } = opened();
  const few = await client.simulate({ ...asked, replications: 4 });
  const more = await client.simulate({ ...asked, replications: 10 });
  assert.deepEqual(jobs().map((job) => [job.first, job.replications]), [[0, 4], [4, 6]]);
  assert.deepEqual([...more.outcomes.subarray(0, few.outcomes.length)], [...few.outcomes]);
  assert.equal(more.outcomes.length, 10 * 3 * outcomes);
  const again = await client.simulate({ ...asked, replications: 4 });
  assert.deepEqual([...again.outcomes], [...few.outcomes]);
  assert.equal(jobs().length, 2);
});

test("an urgent request is spread over the idle workers and joined in order", async () => {
  const { client, workers } = opened();
  await client.ready;
  await until(() => client.pool?.places.length === workers.length);
  const runs = await client.simulate({ ...asked, replications: 16 }, { urgency: 0 });
  const whole = await opened().client.simulate({ ...asked, replications: 16 });
  assert.deepEqual([...runs.outcomes], [...whole.outcomes]);
});

test("what is no longer wanted ends with an AbortError, and the next request is answered", async () => {
  const { client } = opened({ delay: 20 });
  await client.ready;
  const ending = new AbortController();
  const gone = client.simulate({ ...asked, replications: 4 }, { signal: ending.signal });
  setTimeout(() => ending.abort(), 5);
  await assert.rejects(gone, { name: "AbortError" });
  assert.equal((await client.simulate({ ...asked, replications: 2 })).replications, 2);
});

test("where the browser cannot run the kernel, or has one of another model, a sentence says so", async () => {
  for (const [kernel, why] of /** @type {const} */ ([
    [fakeKernel([], { broken: true }), "WebAssembly is blocked"],
    [fakeKernel([], {}, "another"), "the kernel was made from another version of the model; load the page again"],
  ])) {
    const client = new Client(catalog, kernel);
    await assert.rejects(client.simulate({ ...asked, replications: 2 }), { message: `This browser cannot run the model: ${why}.` });
    await assert.rejects(client.people({ ...asked, replication: 0, recorded: [0] }), { message: /^This browser cannot run/ });
  }
});

test("live runs follow the state: only what moved is computed, the latest wins, and runs are refined when nothing moves", async () => {
  const { client, jobs } = opened({ delay: 5 });
  const store = new Store({ ...initialState(catalog, "simulator"), organization: { preset: "team" }, weeks: 4 });
  const live = new Live(store, client, (call) => void setTimeout(call, 0));
  /** @type {number[]} */
  const drawn = [];
  live.onDrawn = (version) => void drawn.push(version);
  const ends = [live.watch("A", () => undefined), live.watch("B", () => undefined)];
  await until(() => live.get("A").fresh && live.get("B").fresh);
  const before = jobs().length;
  for (let coaching = 1; coaching <= 20; coaching += 1) {
    store.set((state) => ({ futures: { ...state.futures, B: { scenario: "half_hearted", levers: { coaching } } } }), { key: "B" });
  }
  assert.ok(!live.get("B").fresh && live.get("A").fresh);
  await until(() => live.get("B").fresh);
  const moves = jobs().slice(before).filter((job) => job.first === 0);
  assert.ok(moves.length <= 6, `${moves.length} jobs for 20 moves`);
  assert.ok(Math.abs((live.get("B").runs?.outcomes[0] ?? 0) - 20 / 1000) < 1e-9);
  await until(() => drawn.includes(20));
  await until(() => live.get("B").runs?.replications === 64 && live.get("A").runs?.replications === 64);
  for (const end of ends) end();
  store.set({ weeks: 5 });
  const after = jobs().length;
  await new Promise((done) => setTimeout(done, 30));
  assert.equal(jobs().length, after);
});

test("the effect of a mechanism is what the runs lose without it", async () => {
  const base = { replications: 2, weeks: 1, outcomes: Float64Array.of(5, 1, 7, 1) };
  const off = { replications: 2, weeks: 1, outcomes: Float64Array.of(4, 1, 9, 0) };
  const { mean, above } = effectOf(base, off);
  assert.deepEqual([[...mean], [...above]], [[-0.5, 0.5], [1, 1]]);

  const { client, jobs } = opened();
  /** @type {number[]} */
  const shares = [];
  const why = await explain(client, asked, 2, new AbortController().signal, (share) => shares.push(share));
  assert.equal(shares.at(-1), 1);
  assert.equal(jobs().length, why.effects.length + 1);
  assert.ok(!why.effects.some(({ mechanism }) => mechanism.key === "start.varied"), "what is off anyway is not tried");
  const parts = partsAt({ ...why, effects: [effect(1, [0, 2]), effect(2, [0, -3]), effect(3, [0, 0])], weeks: 2, outcomes: 1 }, 0, 1, 13);
  assert.deepEqual(parts.map(({ effect: size, change }) => [size, change]), [[-3, -3], [2, 2]]);
});

/** @param {number} place @param {number[]} mean */
function effect(place, mean) {
  return { mechanism: catalog.tables.mechanisms[place], mean: Float64Array.from(mean), above: new Uint8Array(mean.length) };
}
