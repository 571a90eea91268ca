import type { Bus } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { createFlows } from "./flows.ts";
import { type KnownStates, type RecordedStep, recordedTurns } from "./recorded-turns.ts";
import { replayTurn } from "./replay-turn.ts";
import { createTally, type Tally } from "./tally.ts";

/** A part of TURNS: first and last sequence, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the replay of a span found. */
export interface SpanResult {
  readonly tally: Tally;
  /** Sequences of the first decisions that differ. */
  readonly first: readonly number[];
}

/**
 * Replays spans one after another with one connection. A decision is made with the draft, or with the version that
 * made it.
 */
export async function createSpanReplay(
  bus: Bus,
  { draft, show }: { readonly draft: Flow | null; readonly show: number },
) {
  const flowOf = await createFlows(bus);
  const states: KnownStates = new Map();
  return async (span: Span): Promise<SpanResult> => {
    const tally = createTally();
    const first: number[] = [];
    for await (const steps of recordedTurns(bus, span, states)) {
      const flows = draft ? new Map<string, Flow>() : await flowsOf(steps, flowOf);
      for (const step of steps) {
        if (!step) {
          tally.skip("skipped");
          continue;
        }
        const { turn, seq, after } = step;
        const flow = draft ?? flows.get(turn.head.versions.flow);
        const comparison = flow ? replayTurn(step, flow, draft === null) : null;
        after.settle();
        if (!comparison) tally.skip(flow ? "skipped" : "unknownFlow");
        else tally.add(turn.head, comparison);
        if (comparison?.kind === "different" && first.length < show) first.push(seq);
      }
    }
    return { tally: tally.sum(), first };
  };
}

/** The versions that decisions were made with, as far as they are kept. */
async function flowsOf(
  steps: readonly RecordedStep[],
  flowOf: (version: string) => Promise<Flow | null>,
): Promise<Map<string, Flow>> {
  const versions = new Set(steps.flatMap((step) => (step ? [step.turn.head.versions.flow] : [])));
  const flows = new Map<string, Flow>();
  for (const version of versions) {
    const flow = await flowOf(version);
    if (flow) flows.set(version, flow);
  }
  return flows;
}
