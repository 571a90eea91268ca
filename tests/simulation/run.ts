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

/** Each try is a run; more than these would keep people waiting. */
const TRIES_MAX = 150;

/**
 * Leaves out what the failure does not need: halves of what people do and of what goes wrong first, then ever smaller
 * parts, down to single entries.
 */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let smallest = plan;
  let tries = 0;
  for (const part of ["faults", "actions"] as const)
    for (let size = Math.ceil(smallest[part].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < smallest[part].length && tries < TRIES_MAX; tries++) {
        const isLeft = (_entry: unknown, place: number) => place < at || place >= at + size;
        const left: Plan = { ...smallest, [part]: smallest[part].filter(isLeft) };
        if (await fails(left)) smallest = left;
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
