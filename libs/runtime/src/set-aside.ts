import { type SetAside, setAsideKey } from "@acolhe/events";
import type { Logger } from "pino";
import type { Metrics } from "./metrics/metrics.ts";

/** A record by its place. */
interface Place {
  readonly stream: string;
  readonly seq: number;
}

export const countSetAside = (metrics: Metrics) =>
  metrics.counter("records_set_aside_total", {
    help: "Records left out because one cannot be read",
    asks: "Was anything left undone because it could not be read?",
    signal: "errors",
    labels: ["stream"],
  });

export type LeaveOut = ReturnType<typeof createSetAside>;

/**
 * Notes that a record cannot be read and what was left undone for it, so that the process goes on and people find it:
 * kept durably, counted, and in the log. Safe to repeat. Nothing of what the record says is written anywhere.
 */
export function createSetAside(deps: {
  /** The process. */
  by: string;
  /** Writes a key of the bucket `set-aside`. */
  put: (key: string, json: string) => Promise<unknown>;
  log: Logger;
  metrics: Metrics;
}) {
  const { by, put, log } = deps;
  const total = countSetAside(deps.metrics);
  return async (unreadable: Place & { readonly reason: string }, left: Place = unreadable): Promise<void> => {
    const { stream, seq } = left;
    const { reason } = unreadable;
    const entry: SetAside = {
      ...{ by, stream, seq },
      unreadable: { stream: unreadable.stream, seq: unreadable.seq, reason },
      at: Date.now(),
    };
    await put(setAsideKey(entry), JSON.stringify(entry));
    total.inc({ stream });
    log.error({ stream, seq, unreadable: entry.unreadable }, "a record cannot be read and was set aside");
  };
}
