import { parentPort } from "node:worker_threads";
import { runPlan } from "./run.ts";
import type { Told } from "./threads.ts";
import { makePlan } from "./world/make-plan.ts";

/* A thread of `npm run simulate`: runs the worlds of the seeds it is given, and tells of each. */

const port = parentPort!;

port.on("message", async (seed: number) => {
  const plan = makePlan(seed);
  const { violation, figures } = await runPlan(plan);
  port.postMessage({
    ...{ seed, figures, faults: plan.faults.length },
    violation: violation && { invariant: violation.invariant, message: violation.message },
  } satisfies Told);
});
