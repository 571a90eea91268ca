import type { Bus } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { createFlows } from "./flows.ts";
import { recordedTurns } from "./recorded-turns.ts";
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
  return async (span: Span): Promise<SpanResult> => {
    const tally = createTally();
    const first: number[] = [];
    for await (const step of recordedTurns(bus, span)) {
      if ("skipped" in step) {
        tally.skip("skipped");
        continue;
      }
      const { recorded } = step;
      const flow = draft ?? (await flowOf(recorded.turn.versions.flow));
      if (!flow) {
        tally.skip("unknownFlow");
        continue;
      }
      const comparison = replayTurn(recorded, flow, draft === null);
      tally.add(recorded.turn, comparison);
      if (comparison.kind === "different" && first.length < show) first.push(step.seq);
    }
    return { tally: tally.sum(), first };
  };
}
