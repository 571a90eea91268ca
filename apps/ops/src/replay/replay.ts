import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { type Bus, firstSince } from "@acolhe/bus";
import { TURNS } from "@acolhe/events";
import { createProgress } from "../output/progress.ts";
import { type Checkpoint, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import type { Span } from "./span.ts";
import { addTallies, NOTHING } from "./tally.ts";
import { onThreads } from "./threads.ts";

export interface ReplayOptions {
  /** A folder with another flow; by default each decision is made with the version that made it. */
  readonly flow?: string;
  /** Epoch ms. */
  readonly since?: number;
  /** First sequence of TURNS. */
  readonly from?: number;
  /** How many differing decisions are named. */
  readonly show: number;
  /** A file that says how far it is: one that was broken off goes on there. */
  readonly checkpoint?: string;
  /** Threads; by default one a core. */
  readonly threads?: number;
  /** Decisions that a thread takes at a time. */
  readonly spanTurns?: number;
}

/** A second's work of a thread or two: small enough to lose, large enough that fetching states before it costs little. */
const SPAN_TURNS = 2_500;

/** Makes every decision of a span once more, on all cores, and counts how it compares. */
export async function replay(
  bus: Bus,
  url: string,
  options: ReplayOptions,
  isQuiet: boolean,
): Promise<Checkpoint & { seconds: number; rate: number }> {
  const { show, checkpoint: path, threads = availableParallelism(), spanTurns = SPAN_TURNS } = options;
  const flow = options.flow === undefined ? undefined : resolve(options.flow);
  let at = (path && (await readCheckpoint(path, flow ?? null))) || (await beginning(bus, flow ?? null, options));
  const before = at.tally.turns;
  const progress = createProgress("decisions", isQuiet);
  await onThreads(spansOf(at.next, at.to, spanTurns), {
    count: threads,
    data: { url, show, ...(flow && { flow }) },
    async onDone({ to }, result) {
      const first = [...at.first, ...result.first].slice(0, show);
      at = { ...at, next: to + 1, tally: addTallies(at.tally, result.tally), first };
      if (path) await writeCheckpoint(path, at);
      progress.at(at.next - at.from, at.to - at.from + 1);
    },
  });
  const seconds = progress.end();
  return { ...at, seconds, rate: Math.round((at.tally.turns - before) / seconds) };
}

async function beginning(bus: Bus, flow: string | null, { from, since }: ReplayOptions): Promise<Checkpoint> {
  const { state } = await bus.jsm.streams.info(TURNS.name);
  const begin = from ?? (since === undefined ? Math.max(1, state.first_seq) : await placeOf(bus, since));
  return { flow, from: begin, to: state.last_seq, next: begin, tally: NOTHING, first: [] };
}

/** Pure. */
export function spansOf(from: number, to: number, turns: number): Span[] {
  const count = Math.max(0, Math.ceil((to - from + 1) / turns));
  return Array.from({ length: count }, (_, at) => ({
    from: from + at * turns,
    to: Math.min(to, from + (at + 1) * turns - 1),
  }));
}

/** Where the first decision since an instant is; behind all where there is none. */
const placeOf = async (bus: Bus, since: number): Promise<number> =>
  (await firstSince(bus, TURNS.name, "turn.>", new Date(since)))?.seq ?? Number.MAX_SAFE_INTEGER;
