import { CALLS_MAX } from "../limits.ts";

export type CallOutcome = "queued" | "queued-answer-lost" | "lost" | "error" | "refused";

export interface Call {
  at: number;
  instanceId: string;
  route: string;
  phone: string;
  text: string;
  messageId: string | null;
  zaapId: string | null;
  outcome: CallOutcome;
  status: number | null;
}

/** Every send call in the order of arrival. A ring: the oldest are forgotten first. */
export class CallLog {
  #entries: Call[] = [];
  #next = 0;

  add(call: Call): void {
    if (this.#entries.length < CALLS_MAX) {
      this.#entries.push(call);
      return;
    }
    this.#entries[this.#next] = call;
    this.#next = (this.#next + 1) % CALLS_MAX;
  }

  since(atMs: number, accept: (call: Call) => boolean): Call[] {
    const total = this.#entries.length;
    const found: Call[] = [];
    for (let index = 0; index < total; index += 1) {
      const call = this.#entries[(this.#next + index) % total]!;
      if (call.at >= atMs && accept(call)) found.push(call);
    }
    return found;
  }

  clear(): void {
    this.#entries = [];
    this.#next = 0;
  }
}
