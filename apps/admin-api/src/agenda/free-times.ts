import type { Span } from "./spans.ts";

/** Appointments begin at minutes that people say; zones differ from UTC by quarters of an hour at the least. */
const STEP_MS = 5 * 60_000;

/**
 * Where appointments of a length fit into free time, one behind the other from where each free part begins.
 *
 * @param window of their beginnings
 */
export function freeTimesIn(free: readonly Span[], durationMs: number, window: Span): Span[] {
  return free.flatMap(({ from, to }) => {
    const times: Span[] = [];
    for (let at = Math.ceil(from / STEP_MS) * STEP_MS; at + durationMs <= to; at += durationMs)
      if (at >= window.from && at < window.to) times.push({ from: at, to: at + durationMs });
    return times;
  });
}
