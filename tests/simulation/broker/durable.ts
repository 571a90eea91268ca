import type { StoredMessage, StoredStream } from "./stored-stream.ts";
import { matches } from "./subjects.ts";

export interface SimulatedDurableShape {
  readonly name: string;
  readonly filters: readonly string[];
  readonly ackWaitMs: number;
  readonly window: number;
}

/** Where a pull is answered. */
export interface Pull {
  /** How many messages it still asks for. */
  left: number;
  readonly isOpen: () => boolean;
  readonly deliver: (message: StoredMessage, deliveryCount: number) => void;
}

interface Pending {
  deliveries: number;
  /** When it is handed out again. */
  dueAt: number;
}

interface Change {
  readonly at: number;
  readonly undo: () => void;
}

/** The server writes down where a consumer is this often; what came since is forgotten by a kill. */
const WRITTEN_EVERY_MS = 100;

/**
 * A durable pull consumer. What is due again goes before what is new; at most `window` messages are outstanding. An
 * acknowledgement is taken from anyone, however late.
 */
export class Durable {
  readonly shape: SimulatedDurableShape;
  readonly #stream: StoredStream;
  #next = 1;
  readonly #pending = new Map<number, Pending>();
  #pulls: Pull[] = [];
  #changes: Change[] = [];

  constructor(stream: StoredStream, shape: SimulatedDurableShape) {
    this.#stream = stream;
    this.shape = shape;
  }

  get isIdle(): boolean {
    return this.#pending.size === 0 && this.#upcoming() === undefined;
  }

  pull(pull: Pull): void {
    this.#pulls.push(pull);
  }

  forgetPull(pull: Pull): boolean {
    const there = this.#pulls.includes(pull);
    if (there) this.#pulls = this.#pulls.filter((one) => one !== pull);
    return there;
  }

  ack(seq: number, now: number): void {
    const pending = this.#pending.get(seq);
    if (!pending) return;
    this.#pending.delete(seq);
    this.#note(now, () => this.#pending.set(seq, { ...pending, dueAt: now + this.shape.ackWaitMs }));
  }

  /** Given back (`delayMs`), or another acknowledgement wait asked for. */
  extend(seq: number, now: number, delayMs = this.shape.ackWaitMs): void {
    const pending = this.#pending.get(seq);
    if (pending) pending.dueAt = now + delayMs;
  }

  /** Hands out what it can. Returns when something is due again, if anything is. */
  dispatch(now: number): number | undefined {
    for (;;) {
      const pull = this.#openPull();
      const message = pull && (this.#due(now) ?? this.#fresh());
      if (!pull || !message) break;
      this.#pulls.shift();
      pull.left -= 1;
      // Behind the others, so that all get their share.
      if (pull.left > 0) this.#pulls.push(pull);
      const known = this.#pending.get(message.seq);
      const deliveries = (known?.deliveries ?? 0) + 1;
      const dueAt = now + this.shape.ackWaitMs;
      if (known) Object.assign(known, { deliveries, dueAt });
      else this.#take(message.seq, { deliveries, dueAt }, now);
      pull.deliver(message, deliveries);
    }
    let soonest: number | undefined;
    for (const { dueAt } of this.#pending.values()) if (soonest === undefined || dueAt < soonest) soonest = dueAt;
    return soonest;
  }

  #take(seq: number, pending: Pending, now: number): void {
    const before = this.#next;
    this.#pending.set(seq, pending);
    this.#next = seq + 1;
    this.#note(now, () => {
      this.#pending.delete(seq);
      this.#next = before;
    });
  }

  #openPull(): Pull | undefined {
    while (this.#pulls[0] && !this.#pulls[0].isOpen()) this.#pulls.shift();
    return this.#pulls[0];
  }

  #due(now: number): StoredMessage | undefined {
    const due = [...this.#pending].filter(([, { dueAt }]) => dueAt <= now);
    for (const [seq] of due.sort(([a], [b]) => a - b)) {
      const message = this.#stream.at(seq);
      if (message) return message;
      this.#pending.delete(seq);
    }
    return undefined;
  }

  #fresh(): StoredMessage | undefined {
    return this.#pending.size < this.shape.window ? this.#upcoming() : undefined;
  }

  #upcoming(): StoredMessage | undefined {
    for (; this.#next <= this.#stream.lastSeq; this.#next++) {
      const message = this.#stream.at(this.#next);
      if (message && this.shape.filters.some((filter) => matches(filter, message.subject))) return message;
    }
    return undefined;
  }

  #note(at: number, undo: () => void): void {
    this.#changes = this.#changes.filter((change) => change.at > at - WRITTEN_EVERY_MS);
    this.#changes.push({ at, undo });
  }

  /** It was lost, and is made again from what it is to be: nothing of it was handed out yet. */
  beginAnew(): void {
    this.#pulls = [];
    this.#pending.clear();
    this.#changes = [];
    this.#next = 1;
  }

  /** The server was killed: all pulls are gone, and so is what it had not written down yet. */
  crash(now: number, lostMs: number): void {
    this.#pulls = [];
    for (const change of this.#changes.reverse()) if (change.at > now - lostMs) change.undo();
    this.#changes = [];
  }
}

export const CONSUMER_STATE_LOST_MS_MAX = WRITTEN_EVERY_MS;
