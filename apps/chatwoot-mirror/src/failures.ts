import { DeskError } from "@acolhe/chatwoot";
import type { MirrorDeps } from "./ports.ts";
import { RecordConflict } from "./record.ts";
import { TurnNotYet } from "./write/deleted.ts";
import { FileNotYet } from "./write/message-content.ts";
import { StillUnderWay } from "./write/write-once.ts";

export const RETRY_MS_MIN = 200;
const WAITS = [StillUnderWay, FileNotYet, TurnNotYet, RecordConflict];

/** It is under way, or is soon: asking again later is all there is to do. */
export const isWait = (error: unknown): boolean => WAITS.some((kind) => error instanceof kind);

/** Counts and logs what went wrong. Waiting is no trouble, and losing to another process is that one's success. */
export function createComplain({ metrics, log }: Pick<MirrorDeps, "metrics" | "log">) {
  return (error: unknown): void => {
    if (isWait(error)) return;
    if (error instanceof DeskError) {
      metrics.errors.inc({ code: error.code });
      log.warn({ err: error }, error.sentence);
    } else log.error({ err: error }, "the desk could not be brought up to date; it will be tried again");
  };
}

/** How long a delivery waits before it is tried again. */
export function retryMs(error: unknown, deliveryCount: number, maxMs: number): number {
  if (error instanceof StillUnderWay) return Math.min(error.retryAfterMs + 50, maxMs);
  if (error instanceof RecordConflict) return RETRY_MS_MIN;
  return Math.min(RETRY_MS_MIN * 2 ** Math.min(deliveryCount - 1, 6), maxMs);
}
