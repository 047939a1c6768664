import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../../orgsim/web/scripts/state/initial.js";
import { Store } from "../../../orgsim/web/scripts/state/store.js";
import { catalog } from "./catalog.js";

const made = () => new Store(initialState(catalog, "simulator"));
const future = (/** @type {number} */ coaching) => ({ scenario: "half_hearted", levers: { coaching } });
const put = (/** @type {Store} */ store, /** @type {number} */ coaching, key = "B coaching") =>
  store.set((state) => ({ futures: { ...state.futures, B: future(coaching) } }), { key });

test("a slider's moves are undone at once, and redone", () => {
  const store = made();
  const before = store.get().futures;
  for (const value of [1, 2, 3]) put(store, value);
  assert.equal(store.version, 3);
  store.undo();
  assert.equal(store.get().futures, before);
  store.redo();
  assert.deepEqual(store.get().futures.B, future(3));
  store.redo();
  assert.deepEqual(store.get().futures.B, future(3));
});

test("a slider that was let go between is undone in two steps; a new change ends redo", () => {
  const store = made();
  put(store, 1);
  store.settle();
  put(store, 2);
  store.undo();
  assert.deepEqual(store.get().futures.B, future(1));
  put(store, 5, "else");
  assert.equal(store.future.length, 0);
});

test("the cursor, the page and details are not undone, and do not count as changes", () => {
  const store = made();
  store.set({ week: 10 });
  store.set({ page: "story", details: { "story.step": "2" } });
  assert.equal(store.version, 0);
  put(store, 1);
  store.set({ week: 20 });
  store.undo();
  assert.deepEqual([store.get().week, store.get().page], [20, "story"]);
});

test("the cursor stays inside the run, and the future being edited is one that there is", () => {
  const store = made();
  store.set({ week: 1e9 });
  assert.equal(store.get().week, store.get().weeks - 1);
  store.set({ weeks: 52 });
  assert.equal(store.get().week, 51);
  store.set((state) => ({ futures: { ...state.futures, C: future(1) }, editing: "C" }));
  assert.equal(store.get().editing, "C");
  store.undo();
  assert.equal(store.get().editing, "B");
});

test("who listens is told until it ends", () => {
  const store = made();
  let told = 0;
  const end = store.subscribe(() => (told += 1));
  store.set({ week: 3 });
  end();
  store.set({ week: 4 });
  assert.equal(told, 1);
});
