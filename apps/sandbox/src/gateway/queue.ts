import { DOCUMENTED_PACE_MS_MAX } from "../limits.ts";
import type { Random } from "../random.ts";
import type { Content } from "./content.ts";

export interface QueueItem {
  zaapId: string;
  messageId: string;
  phone: string;
  content: Content;
  text: string;
  replyTo: string | undefined;
  editOf: string | undefined;
  delayMessage: number | undefined;
  delayTyping: number | undefined;
  createdAt: number;
}

export interface Pace {
  minMs: number;
  maxMs: number;
}

interface QueueOptions {
  random: Random;
  pace: () => Pace;
  leave: (item: QueueItem) => void;
  typing: (item: QueueItem) => void;
}

/**
 * Messages waiting to leave one instance, in order. Modes: open (items leave at the pace) and paused (disconnected).
 * Q1: items leave in the order in which they came. Q2: at most one timer is armed.
 */
export class SendQueue {
  readonly #options: QueueOptions;
  #items: QueueItem[] = [];
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #nextAtMs = 0;
  #paused = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  get items(): readonly QueueItem[] {
    return this.#items;
  }

  add(item: QueueItem): void {
    this.#items.push(item);
    this.#arm();
  }

  /** Delays given in seconds shrink with the pace, so that a fast sandbox is fast throughout. */
  scale(): number {
    return this.#options.pace().maxMs / DOCUMENTED_PACE_MS_MAX;
  }

  pause(): void {
    this.#paused = true;
    this.#disarm();
  }

  resume(): void {
    this.#paused = false;
    this.#arm();
  }

  remove(zaapId: string): boolean {
    const before = this.#items.length;
    this.#items = this.#items.filter((item) => item.zaapId !== zaapId);
    return this.#items.length < before;
  }

  clear(): void {
    this.#items = [];
    this.#nextAtMs = 0;
    this.#disarm();
  }

  #disarm(): void {
    clearTimeout(this.#timer as NodeJS.Timeout);
    clearImmediate(this.#timer as NodeJS.Immediate);
    this.#timer = undefined;
  }

  #arm(): void {
    const first = this.#items[0];
    if (this.#timer || this.#paused || !first) return;
    if (this.#options.pace().maxMs === 0) {
      this.#timer = setImmediate(() => this.#flush());
      return;
    }
    const waitMs = Math.max(0, this.#nextAtMs - Date.now());
    const typingMs = (first.delayTyping ?? 0) * 1000 * this.scale();
    this.#timer = setTimeout(() => {
      if (typingMs === 0) return this.#leave(first);
      this.#options.typing(first);
      this.#timer = setTimeout(() => this.#leave(first), typingMs);
    }, waitMs);
  }

  #leave(item: QueueItem): void {
    this.#timer = undefined;
    // Deleted while it was typing: go on with whatever is first now.
    if (this.#items[0] === item) {
      this.#items.shift();
      const { minMs, maxMs } = this.#options.pace();
      const gapMs =
        item.delayMessage === undefined
          ? this.#options.random.between(minMs, maxMs)
          : item.delayMessage * 1000 * this.scale();
      this.#nextAtMs = Date.now() + gapMs;
      this.#options.leave(item);
    }
    this.#arm();
  }

  #flush(): void {
    this.#timer = undefined;
    const batch = this.#items;
    this.#items = [];
    for (const item of batch) this.#options.leave(item);
    this.#arm();
  }
}
