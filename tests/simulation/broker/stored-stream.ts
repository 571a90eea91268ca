import { PubHeaders } from "@nats-io/jetstream";
import type { MsgHdrs } from "@nats-io/nats-core";
import { isWildcard, matches, type Transform, transformed } from "./subjects.ts";

export interface StoredMessage {
  readonly seq: number;
  readonly subject: string;
  readonly body: string;
  readonly headers: MsgHdrs | undefined;
  readonly timeMs: number;
  readonly expiresAt: number;
}

export interface SimulatedStreamShape {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly transform?: Transform;
  readonly maxAgeMs: number;
  readonly duplicateWindowMs: number;
  /** Older ones of a subject go; without it all stay. */
  readonly perSubjectMax?: number;
}

export interface Refusal {
  readonly code: number;
  readonly err_code: number;
  readonly description: string;
}

export type Answer = { readonly seq: number; readonly duplicate: boolean } | { readonly error: Refusal };

const WRONG_LAST_SEQUENCE = 10071;
/** What the server says whose disk is full. */
const FULL: Refusal = { code: 500, err_code: 10047, description: "insufficient storage resources available" };

/**
 * One stream. Expectations are looked at before repeats, so that a repeat of a write with an expectation is refused and
 * not called a duplicate. Ids are remembered for the window, also of messages that are gone.
 */
export class StoredStream {
  readonly shape: SimulatedStreamShape;
  lastSeq = 0;
  /** Its disk is full: it takes nothing, and answers all the same. */
  isFull = false;
  readonly #messages = new Map<number, StoredMessage>();
  readonly #subjects = new Map<string, StoredMessage[]>();
  /** Subjects that a wildcard names; forgotten as soon as there is another subject, or one fewer. */
  readonly #named = new Map<string, readonly string[]>();
  readonly #ids = new Map<string, { readonly seq: number; readonly at: number }>();
  #soonestEnd = Number.POSITIVE_INFINITY;

  constructor(shape: SimulatedStreamShape) {
    this.shape = shape;
  }

  takes(subject: string): boolean {
    return this.shape.subjects.some((filter) => matches(filter, subject));
  }

  store(
    published: string,
    body: string,
    headers: MsgHdrs | undefined,
    now: number,
  ): Answer & { stored?: StoredMessage } {
    this.expire(now);
    if (this.isFull) return { error: FULL };
    const subject = transformed(published, this.shape.transform);
    const expected = headers?.get(PubHeaders.ExpectedLastSubjectSequenceHdr);
    if (expected) {
      const about = headers?.get(PubHeaders.ExpectedLastSubjectSequenceSubjectHdr) || subject;
      const last = this.lastBy(about)?.seq ?? 0;
      if (last !== Number(expected))
        return { error: { code: 400, err_code: WRONG_LAST_SEQUENCE, description: `wrong last sequence: ${last}` } };
    }
    const id = headers?.get(PubHeaders.MsgIdHdr);
    const known = id ? this.#ids.get(id) : undefined;
    if (known && known.at + this.shape.duplicateWindowMs > now) return { seq: known.seq, duplicate: true };
    const seq = ++this.lastSeq;
    if (id) this.#ids.set(id, { seq, at: now });
    const expiresAt = this.#endOf(headers?.get(PubHeaders.MessageTTL), now);
    const stored: StoredMessage = { seq, subject, body, headers, timeMs: Math.floor(now), expiresAt };
    this.#messages.set(seq, stored);
    const others = this.#subjects.get(subject);
    if (others) others.push(stored);
    else {
      this.#subjects.set(subject, [stored]);
      this.#named.clear();
    }
    this.#soonestEnd = Math.min(this.#soonestEnd, expiresAt);
    const max = headers?.get(PubHeaders.Schedule) ? 1 : this.shape.perSubjectMax;
    if (others && max !== undefined) for (const old of others.slice(0, -max)) this.remove(old.seq);
    return { seq, duplicate: false, stored };
  }

  #endOf(ttl: string | undefined, now: number): number {
    const { maxAgeMs } = this.shape;
    if (ttl === "never" || (!ttl && maxAgeMs === 0)) return Number.POSITIVE_INFINITY;
    return now + (ttl ? durationMs(ttl) : maxAgeMs);
  }

  at(seq: number): StoredMessage | undefined {
    return this.#messages.get(seq);
  }

  lastBy(filter: string): StoredMessage | undefined {
    let last: StoredMessage | undefined;
    for (const list of this.#lists(filter)) {
      const one = list.at(-1);
      if (one && one.seq > (last?.seq ?? 0)) last = one;
    }
    return last;
  }

  /** The first on a subject from a sequence and an instant on. */
  nextBy(filter: string, seq: number, fromMs = 0): StoredMessage | undefined {
    let next: StoredMessage | undefined;
    for (const list of this.#lists(filter)) {
      const one = firstFrom(list, seq, fromMs);
      if (one && one.seq < (next?.seq ?? Number.POSITIVE_INFINITY)) next = one;
    }
    return next;
  }

  #lists(filter: string): readonly StoredMessage[][] {
    const exact = this.#subjects.get(filter);
    if (exact) return [exact];
    if (!isWildcard(filter)) return [];
    let named = this.#named.get(filter);
    if (!named) {
      named = [...this.#subjects.keys()].filter((subject) => matches(filter, subject));
      this.#named.set(filter, named);
    }
    return named.map((subject) => this.#subjects.get(subject)!);
  }

  all(): IterableIterator<StoredMessage> {
    return this.#messages.values();
  }

  remove(seq: number): void {
    const message = this.#messages.get(seq);
    if (!message) return;
    this.#messages.delete(seq);
    const left = (this.#subjects.get(message.subject) ?? []).filter((one) => one.seq !== seq);
    if (left.length > 0) this.#subjects.set(message.subject, left);
    else {
      this.#subjects.delete(message.subject);
      this.#named.clear();
    }
  }

  purge(filter: string): number {
    const gone = this.#lists(filter).flat();
    for (const { seq } of gone) this.remove(seq);
    return gone.length;
  }

  expire(now: number): void {
    if (now < this.#soonestEnd) return;
    this.#soonestEnd = Number.POSITIVE_INFINITY;
    for (const { seq, expiresAt } of [...this.#messages.values()]) {
      if (expiresAt <= now) this.remove(seq);
      else this.#soonestEnd = Math.min(this.#soonestEnd, expiresAt);
    }
  }
}

/** A list is in the order of sequences, and what is asked for is near its end mostly. */
function firstFrom(list: readonly StoredMessage[], seq: number, fromMs: number): StoredMessage | undefined {
  let place = list.length;
  while (place > 0 && list[place - 1]!.seq >= seq && list[place - 1]!.timeMs >= fromMs) place--;
  return list[place];
}

/** As the broker reads it: whole seconds, or numbers with units, "24h", "1m30s". */
const durationMs = (ttl: string): number =>
  /^\d+$/.test(ttl)
    ? Number(ttl) * 1_000
    : [...ttl.matchAll(/(\d+)(ms|[hms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit!]!, 0);
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
