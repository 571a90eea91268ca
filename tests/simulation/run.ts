import type { Violation } from "./check/violation.ts";
import type { Plan } from "./world/plan.ts";
import { type Figures, World } from "./world/world.ts";

export interface RunResult {
  readonly violation: Violation | null;
  readonly figures: Figures;
  readonly trace: readonly string[];
}

export async function runPlan(plan: Plan): Promise<RunResult> {
  const world = new World(plan);
  const violation = await world.run();
  return { violation, figures: world.figures, trace: world.trace };
}

/** Each shrinking step is a run; more than these would keep people waiting. */
const SHRINK_RUNS_MAX = 150;

/**
 * Leaves out what the violation does not need: as many entries of the plan as can go while the same invariant is broken.
 * Halves first, then ever smaller parts.
 */
export async function shrink(plan: Plan, invariant: string): Promise<Plan> {
  let smallest = plan;
  let runs = 0;
  const stillFails = async (candidate: Plan) =>
    runs++ < SHRINK_RUNS_MAX && (await runPlan(candidate)).violation?.invariant === invariant;
  for (const part of ["faults", "actions"] as const)
    for (let size = Math.ceil(smallest[part].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < smallest[part].length; ) {
        const left: Plan = {
          ...smallest,
          [part]: smallest[part].filter((_, place) => place < at || place >= at + size),
        };
        if (await stillFails(left)) smallest = left;
        else at += size;
      }
  return smallest;
}

/** A plan as people read it. */
export function describe({ actions, faults }: Plan): string {
  const lines = [
    ...actions.map(({ atMs, contact, deed: { kind, ...more } }) => ({
      atMs,
      line: `contact ${contact} ${kind}${wordsOf(more)}`,
    })),
    ...faults.map(({ kind, ...more }) => ({
      atMs: "atMs" in more ? more.atMs : Number.POSITIVE_INFINITY,
      line: `goes wrong: ${kind}${wordsOf(more)}`,
    })),
  ];
  return lines
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, line }) => `${Number.isFinite(atMs) ? `${String(atMs).padStart(6)} ms` : "        -"}  ${line}`)
    .join("\n");
}

function wordsOf(more: object): string {
  const words = Object.entries(more).filter(([name]) => name !== "atMs");
  return words.length === 0 ? "" : `, ${words.map(([name, value]) => `${name} ${value}`).join(", ")}`;
}
