/**
 * What `orgsim app` on this computer answers: sweeps, the diagnosis, files to keep.
 *
 * @typedef {{error: string, field: string | null, hint: string | null}} Fault
 * @typedef {{model: string, version: string, results?: string | null}} About
 */

/** A refusal of the server, in its words. */
export class Refused extends Error {
  /** @param {{error?: string, field?: string, hint?: string, faults?: Fault[]}} said @param {number} status */
  constructor(said, status) {
    super([said.error ?? `the server answered ${status}`, said.hint].filter(Boolean).join("; "));
    this.field = said.field ?? null;
    /** All that is wrong, where the server says so. @type {Fault[]} */
    this.faults = said.faults ?? [{ error: said.error ?? this.message, field: this.field, hint: said.hint ?? null }];
    /** Whether the server said why, as ours does. */
    this.said = said.error !== undefined;
    this.status = status;
  }
}

export class Server {
  /** @param {URL} root the address that `api/` lies under */
  constructor(root) {
    this.root = root;
  }

  /** What serves this page; null when nothing answers. @returns {Promise<About | null>} */
  async about() {
    try {
      const answer = await fetch(new URL("api/about", this.root));
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  /** What a team is asked about itself; null when nothing answers. @returns {Promise<import("../parts/diagnosis/questions.js").Question[] | null>} */
  async questions() {
    try {
      const answer = await fetch(new URL("api/questions", this.root));
      return answer.ok ? (await answer.json()).questions : null;
    } catch {
      return null;
    }
  }

  /**
   * What a team's answers say.
   * @param {Record<string, unknown>} answers by the ids of the questions @param {AbortSignal} [signal]
   * @returns {Promise<import("../parts/diagnosis/result.js").Diagnosis>}
   */
  async diagnose(answers, signal) {
    return (await this.post("api/diagnose", { answers }, signal)).json();
  }

  /** What lies at an address, as JSON. @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} @throws {Refused} */
  async get(path, signal) {
    const answer = await fetch(new URL(path, this.root), { signal });
    if (!answer.ok) throw new Refused(await answer.json().catch(() => ({})), answer.status);
    return answer.json();
  }

  /** @param {string} path @param {object} body @param {AbortSignal} [signal] @returns {Promise<Response>} @throws {Refused} */
  async post(path, body, signal) {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(new URL(path, this.root), { method: "POST", headers, body: JSON.stringify(body), signal });
    if (!answer.ok) throw new Refused(await answer.json().catch(() => ({})), answer.status);
    return answer;
  }
}
