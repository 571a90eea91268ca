import { createHash } from "node:crypto";
import type { Cancel, Host } from "@acolhe/bus";
import { START, type Timeline } from "../timeline.ts";

/** How a machine's clock goes: ahead of the world's at its beginning, or behind, and faster, or slower. */
export interface Clock {
  readonly aheadMs: number;
  readonly rate: number;
}
const RIGHT: Clock = { aheadMs: 0, rate: 1 };

/** Of the form that is asked for where ids are read. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

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

  constructor(name: string, options: { timeline: Timeline; random: () => number; clock?: Clock }) {
    const { timeline, random, clock: { aheadMs, rate } = RIGHT } = options;
    this.name = name;
    this.#timeline = timeline;
    let ids = 0;
    this.host = {
      now: () => Math.floor(START + (timeline.now - START) * rate + aheadMs),
      ticks: () => timeline.now * rate,
      after: (ms, run) => this.#after(ms / rate, run),
      every: (ms, run) => this.#every(ms / rate, run),
      together: () => Promise.resolve(),
      random,
      uniqueId: () => uuidOf(`${name}-${ids++}`),
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
