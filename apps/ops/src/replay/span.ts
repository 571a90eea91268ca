import type { Bus } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { Turn } from "@acolhe/events";
import { createFlows } from "./flows.ts";
import { type KnownStates, type RecordedStep, recordedTurns } from "./recorded-turns.ts";
import { type Recorded, replayTurn } from "./replay-turn.ts";
import { type Compared, createTally, type Tally } from "./tally.ts";

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
        if ("skipped" in step) {
          tally.skip("skipped");
          continue;
        }
        const { recorded, seq } = step;
        const flow = draft ?? flows.get(recorded.turn.versions.flow);
        if (!flow) {
          tally.skip("unknownFlow");
          continue;
        }
        const comparison = compared(recorded, flow, draft === null);
        if (comparison === null) {
          tally.skip("skipped");
          continue;
        }
        tally.add(recorded.turn, comparison);
        if (comparison.kind === "different" && first.length < show) first.push(seq);
      }
    }
    return { tally: tally.sum(), first };
  };
}

/**
 * Null where the record cannot be read: only its head was checked before.
 *
 * @throws whatever the engine throws at one that can
 */
function compared(recorded: Recorded, flow: Flow, strict: boolean): Compared | null {
  try {
    return replayTurn(recorded, flow, strict);
  } catch (error) {
    if (Turn.safeParse(recorded.turn).success) throw error;
    return null;
  }
}

/** The versions that decisions were made with, as far as they are kept. */
async function flowsOf(
  steps: readonly RecordedStep[],
  flowOf: (version: string) => Promise<Flow | null>,
): Promise<Map<string, Flow>> {
  const versions = new Set(steps.flatMap((step) => ("recorded" in step ? [step.recorded.turn.versions.flow] : [])));
  const flows = new Map<string, Flow>();
  for (const version of versions) {
    const flow = await flowOf(version);
    if (flow) flows.set(version, flow);
  }
  return flows;
}
