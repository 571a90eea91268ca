import { type Bus, firstSince } from "@acolhe/bus";
import { TURNS } from "@acolhe/events";
import { loadFlow } from "@acolhe/flows";
import { createProgress } from "../output/progress.ts";
import { createFlows } from "./flows.ts";
import { recordedTurns } from "./recorded-turns.ts";
import { replayTurn } from "./replay-turn.ts";
import { createTally, type Tally } from "./tally.ts";

export interface ReplayOptions {
  /** A folder with another flow; by default each decision is made with the version that made it. */
  readonly flow?: string;
  /** Epoch ms. */
  readonly since?: number;
  /** First sequence of TURNS. */
  readonly from?: number;
  /** How many differing decisions are named. */
  readonly show: number;
}

/** Makes every decision of a span once more and counts how it compares. */
export async function replay(
  bus: Bus,
  { flow: folder, since, from, show }: ReplayOptions,
  isQuiet: boolean,
): Promise<{ tally: Tally; seconds: number; first: number[] }> {
  const draft = folder === undefined ? null : loadFlow(folder);
  const flowOf = await createFlows(bus);
  const tally = createTally();
  const progress = createProgress("decisions", isQuiet);
  const { state } = await bus.jsm.streams.info(TURNS.name);
  const begin = from ?? (since === undefined ? state.first_seq : await placeOf(bus, since));
  const first: number[] = [];
  for await (const step of recordedTurns(bus, { from: begin, to: state.last_seq })) {
    progress.at(tally.counts.turns, state.last_seq - begin + 1);
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
  return { tally: tally.sum(), seconds: progress.end(), first };
}

/** Where the first decision since an instant is; behind all where there is none. */
const placeOf = async (bus: Bus, since: number): Promise<number> =>
  (await firstSince(bus, TURNS.name, "turn.>", new Date(since)))?.seq ?? Number.MAX_SAFE_INTEGER;
