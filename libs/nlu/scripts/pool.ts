import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Done, Job } from "./fit-worker.ts";

const WORKERS_MAX = 2;

/** Does the jobs on as many threads as there are processors, two at most; answers are in the order of the jobs. */
export async function fitAll(jobs: readonly Job[]): Promise<Done[]> {
  const done: Done[] = [];
  let next = 0;
  const work = async () => {
    const worker = new Worker(new URL("./fit-worker.ts", import.meta.url));
    for (let index = next++; index < jobs.length; index = next++) {
      done[index] = await new Promise<Done>((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", reject);
        worker.postMessage(jobs[index]);
      });
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(WORKERS_MAX, availableParallelism(), jobs.length) }, work));
  return done;
}
