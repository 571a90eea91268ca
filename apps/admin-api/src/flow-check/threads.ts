import { Worker } from "node:worker_threads";
import type { Answers, Asks, JobName } from "./jobs.ts";

/** A job that was ended: it took too long, too much memory, or its thread broke. */
export class JobEnded extends Error {
  override readonly name = "JobEnded";
}

export interface Threads {
  /** @throws JobEnded */
  run<N extends JobName>(name: N, asks: Asks<N>): Promise<Answers<N>>;
  stop(): Promise<void>;
}

/**
 * Threads for jobs with a flow's files, kept warm: loading what reads and tries flows takes a second. One that
 * is too long at its job is ended with it, and the next job has a new one. The caller sees to how many run at once.
 * Ending one at a random moment, loading, at work, out of memory or idle, with argon2 hashing beside it, was tried 1,865
 * times on Node 24.21: the process went on each time.
 */
export function createThreads(limits: { readonly msMax: number; readonly mbMax: number }): Threads {
  const idle = new Set<Worker>();
  const all = new Set<Worker>();

  function start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.mbMax },
    });
    // It alone keeps no process running.
    worker.unref();
    all.add(worker);
    worker.once("exit", () => {
      all.delete(worker);
      idle.delete(worker);
    });
    return worker;
  }

  return {
    async run(name, asks) {
      const worker = idle.values().next().value ?? start();
      idle.delete(worker);
      const { promise, resolve, reject } = Promise.withResolvers<Answers<typeof name>>();
      const ended = (cause?: unknown) => reject(new JobEnded(`the job ${name} was ended`, { cause }));
      const deadline = setTimeout(ended, limits.msMax);
      worker.once("message", resolve).once("error", ended).once("exit", ended);
      try {
        worker.postMessage({ name, asks });
        const answer = await promise;
        idle.add(worker);
        return answer;
      } catch (error) {
        await worker.terminate();
        throw error;
      } finally {
        clearTimeout(deadline);
        worker.off("message", resolve).off("error", ended).off("exit", ended);
      }
    },
    async stop() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
