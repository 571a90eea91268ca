import { parseArgs } from "node:util";
import { keptPlans } from "./kept.ts";
import { describe, runPlan, shrink } from "./run.ts";
import { makePlan, type Plan } from "./world/plan.ts";

/*
 * npm run simulate -- [--seed S] [--runs N] [--seconds N] [--kept] [--trace] [--json]
 *
 * Runs the code of worker and sender in simulated worlds, each with what goes wrong in it drawn from a seed of its own:
 * S, S + 1 and so on; with `--kept` the schedules that once found something instead. Stops at the first violation and shows the shortest schedule found that still has it. The last line
 * is one of JSON.
 */

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "100" },
    /** No new run is begun after so long. */
    seconds: { type: "string", default: "86400" },
    kept: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const first = Number(values.seed);
const began = performance.now();
const secondsGone = () => (performance.now() - began) / 1000;
const sum = { runs: 0, steps: 0, events: 0, faults: 0, sentOnceMore: 0 };
let firstViolation: { seed: number; step: number; invariant: string } | null = null;

// In production it would end the process.
process.once("unhandledRejection", (error) => {
  firstViolation = { seed: first + sum.runs, step: 0, invariant: "unhandled rejection" };
  console.error(error);
  end();
  process.exit();
});

for (const plan of values.kept ? keptPlans() : plansOfSeeds()) {
  const { violation, figures, trace } = await runPlan(plan);
  sum.runs++;
  sum.steps += figures.steps;
  sum.events += figures.events;
  sum.sentOnceMore += figures.sentOnceMore;
  sum.faults += plan.faults.length;
  if (values.trace) console.log(trace.join("\n"));
  if (!violation) continue;
  const { seed } = plan;
  firstViolation = { seed, step: figures.steps, invariant: violation.invariant };
  if (!values.json) {
    console.log(`seed ${seed}: ${violation.message}\n`);
    const { invariant } = violation;
    const smallest = await shrink(plan, async (one) => (await runPlan(one)).violation?.invariant === invariant);
    console.log(`The shortest schedule found that breaks ${violation.invariant}:\n${describe(smallest)}\n`);
    console.log(`${(await runPlan(smallest)).violation?.message}\n`);
  }
  break;
}

end();

function* plansOfSeeds(): Generator<Plan> {
  for (let seed = first; seed < first + Number(values.runs) && secondsGone() < Number(values.seconds); seed++)
    yield makePlan(seed);
}

function end(): void {
  const violations = firstViolation ? 1 : 0;
  const seconds = Math.round(secondsGone() * 10) / 10;
  console.log(JSON.stringify({ ...sum, violations, firstViolation, seconds }));
  process.exitCode = violations;
}
