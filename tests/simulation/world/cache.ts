import type { RateLimit } from "@acolhe/cache";
import type { Timeline } from "../timeline.ts";

/** A process asks for something else than the cache after so long. */
const COMMAND_MS_MAX = 50;

/**
 * Redis, as far as it is used: hints, which are gone whenever it was away, and the pace. Differs from the real one in that a
 * process goes on asking while answers come too late.
 */
export class SimulatedCache {
  readonly #hints = new Map<string, string>();
  readonly #timeline: Timeline;
  readonly #random: () => number;
  /** When the bucket of the pace is full again. */
  #fullAt = 0;
  isAway = false;
  /** Its answers come late, most of them too late. */
  isLate = false;

  constructor(timeline: Timeline, random: () => number) {
    this.#timeline = timeline;
    this.#random = random;
  }

  goAway(): void {
    this.isAway = true;
    this.#hints.clear();
    this.#fullAt = 0;
  }

  comeBack(): void {
    this.isAway = false;
  }

  remember(key: string, value: string): void {
    if (!this.isAway) this.#hints.set(key, value);
  }

  recall = (key: string): Promise<string | null> => this.#ask(() => this.#hints.get(key) ?? null);

  /** The next place in the line. */
  pace = ({ intervalMs, burst }: Pace): Promise<number | null> =>
    this.#ask(() => {
      const { now } = this.#timeline;
      const full = Math.max(now, this.#fullAt);
      this.#fullAt = full + intervalMs;
      return Math.max(0, full - (burst - 1) * intervalMs - now);
    });

  /** Nobody writes too much here. */
  rateLimit = async (): Promise<RateLimit | null> => null;

  async #ask<T>(question: () => T): Promise<T | null> {
    if (this.isAway) return null;
    if (!this.isLate) return question();
    const takesMs = this.#random() * 3 * COMMAND_MS_MAX;
    // It is carried out all the same.
    const answer = question();
    await new Promise<void>((resolve) => void this.#timeline.after(Math.min(takesMs, COMMAND_MS_MAX), resolve));
    return takesMs < COMMAND_MS_MAX ? answer : null;
  }
}

interface Pace {
  readonly intervalMs: number;
  readonly burst: number;
}
