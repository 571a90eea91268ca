import type { Cancel, Host } from "@acolhe/bus";
import type { Timeline } from "../timeline.ts";

/**
 * A process that lives on the timeline: its clock, its timers, its chance. Killed, it does nothing any more, whatever its
 * code still waits for. Frozen, as by a garbage collection or a machine that sleeps, it does everything later.
 */
export class SimulatedProcess {
  readonly name: string;
  readonly host: Host;
  readonly #timeline: Timeline;
  #isAlive = true;
  #frozenUntil = 0;
  readonly #atDeath: Array<() => void> = [];

  constructor(name: string, options: { timeline: Timeline; random: () => number; skewMs?: number }) {
    const { timeline, random, skewMs = 0 } = options;
    this.name = name;
    this.#timeline = timeline;
    let ids = 0;
    this.host = {
      now: () => Math.floor(timeline.now + skewMs),
      ticks: () => timeline.now,
      after: (ms, run) => this.#after(ms, run),
      every: (ms, run) => this.#every(ms, run),
      together: () => Promise.resolve(),
      random,
      uniqueId: () => `${name}-${ids++}`,
    };
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  #after(ms: number, run: () => void): Cancel {
    return this.#timeline.after(ms, () => this.run(run));
  }

  #every(ms: number, run: () => void): Cancel {
    let ended = false;
    const next = () => {
      if (ended || !this.#isAlive) return;
      this.#after(ms, () => {
        if (ended) return;
        run();
        next();
      });
    };
    next();
    return () => {
      ended = true;
    };
  }

  /** Something from outside reaches the process, or one of its timers does. */
  run(work: () => void): void {
    if (!this.#isAlive) return;
    if (this.#timeline.now < this.#frozenUntil) this.#timeline.at(this.#frozenUntil, () => this.run(work));
    else work();
  }

  freeze(ms: number): void {
    this.#frozenUntil = Math.max(this.#frozenUntil, this.#timeline.now + ms);
  }

  whenDead(run: () => void): void {
    this.#atDeath.push(run);
  }

  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const run of this.#atDeath) run();
  }
}
