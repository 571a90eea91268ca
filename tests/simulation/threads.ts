import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { InvariantName } from "./check/violation.ts";
import type { Figures } from "./world/world.ts";

/** What a run of one seed came to. */
export interface Told {
  readonly seed: number;
  readonly figures: Figures;
  readonly faults: number;
  readonly violation: { readonly invariant: InvariantName | "unhandled rejection"; readonly message: string } | null;
}

/**
 * Runs worlds in threads. A run follows from its seed alone, so neither the number of threads nor their speed changes what is
 * found: after a violation those of lower seeds are still waited for, and what comes of higher ones is left out.
 *
 * @returns in the order of seeds, up to the first violation
 */
export async function runSeeds(seeds: Iterator<number>, threads: number): Promise<Told[]> {
  const told: Told[] = [];
  let failedAt = Number.POSITIVE_INFINITY;
  const hear = (one: Told) => {
    told.push(one);
    if (one.violation) failedAt = Math.min(failedAt, one.seed);
  };
  const work = async () => {
    const worker = new Worker(join(import.meta.dirname, "thread.ts"));
    try {
      while (failedAt === Number.POSITIVE_INFINITY) {
        const { value: seed, done } = seeds.next();
        if (done) break;
        hear(await runIn(worker, seed));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return told.filter(({ seed }) => seed <= failedAt).sort((a, b) => a.seed - b.seed);
}

async function runIn(worker: Worker, seed: number): Promise<Told> {
  const answer = once(worker, "message");
  worker.postMessage(seed);
  try {
    return (await answer)[0];
  } catch (error) {
    // A rejection that nobody handles ends the thread, as it would end the process in production.
    const violation = { invariant: "unhandled rejection" as const, message: String((error as Error).stack) };
    return { seed, figures: { steps: 0, events: 0, sentOnceMore: 0 }, faults: 0, violation };
  }
}
