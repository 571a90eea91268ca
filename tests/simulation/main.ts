import { availableParallelism } from "node:os";
import { commandLine } from "../../scripts/command-line.ts";
import { keptPlans } from "./kept.ts";
import { runSeeds, type Told } from "./threads.ts";
import { makePlan } from "./world/make-plan.ts";
import type { Plan } from "./world/plan.ts";

/*
 * npm run simulate -- [--seed S] [--runs N] [--seconds N] [--threads N] [--kept] [--trace] [--json]
 *
 * Runs the code of the services in simulated worlds, each with what goes wrong in it drawn from a seed of its own:
 * S, S + 1 and so on, in threads; with `--kept` the schedules that once found something instead, with `--trace` what happens, one
 * world after another. Stops at the first violation and shows the shortest schedule found that still has it. The last
 * line is one of JSON.
 */

const { values } = commandLine(import.meta.filename, {
  options: {
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "100" },
    /** No new run is begun after so long. */
    seconds: { type: "string", default: "86400" },
    threads: { type: "string", default: String(availableParallelism()) },
    kept: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const first = Number(values.seed);
const began = performance.now();
const secondsGone = () => (performance.now() - began) / 1000;

const plans = values.kept ? keptPlans() : values.trace ? [...seeds()].map(makePlan) : null;
const told = plans ? await oneAfterAnother(plans) : await runSeeds(seeds(), Number(values.threads));
const violated = told.find(({ violation }) => violation);
if (violated && !values.json) await explain(violated);
end();

function* seeds(): Generator<number> {
  for (let seed = first; seed < first + Number(values.runs) && secondsGone() < Number(values.seconds); seed++)
    yield seed;
}

async function oneAfterAnother(all: readonly Plan[]): Promise<Told[]> {
  const { runPlan } = await import("./run.ts");
  const ran: Told[] = [];
  for (const plan of all) {
    const { violation, figures, trace } = await runPlan(plan);
    if (values.trace) console.log(trace.join("\n"));
    ran.push({ seed: plan.seed, violation, figures, faults: plan.faults.length });
    if (violation) break;
  }
  return ran;
}

async function explain({ seed, violation }: Told): Promise<void> {
  const { invariant, message } = violation!;
  console.log(`seed ${seed}: ${message}\n`);
  if (invariant === "unhandled rejection") return;
  // Loaded here, because the threads load it too, and most runs end without.
  const { describe, runPlan, shrink } = await import("./run.ts");
  const plan = plans?.find((one) => one.seed === seed) ?? makePlan(seed);
  const smallest = await shrink(plan, async (one) => (await runPlan(one)).violation?.invariant === invariant);
  console.log(`The shortest schedule found that breaks ${invariant}:\n${describe(smallest)}\n`);
  console.log(`${(await runPlan(smallest)).violation?.message}\n`);
}

function end(): void {
  const sum = (what: (one: Told) => number) => told.reduce((all, one) => all + what(one), 0);
  const firstViolation = violated
    ? { seed: violated.seed, step: violated.figures.steps, invariant: violated.violation!.invariant }
    : null;
  const seconds = Math.round(secondsGone() * 10) / 10;
  const result = {
    runs: told.length,
    steps: sum(({ figures }) => figures.steps),
    events: sum(({ figures }) => figures.events),
    faults: sum(({ faults }) => faults),
    sentOnceMore: sum(({ figures }) => figures.sentOnceMore),
    violations: violated ? 1 : 0,
    firstViolation,
    seconds,
    runsPerMinute: Math.round((told.length / secondsGone()) * 60),
  };
  console.log(JSON.stringify(result));
  process.exitCode = result.violations;
}
