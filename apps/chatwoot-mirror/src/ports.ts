import type { Bucket, CoreBus } from "@acolhe/bus";
import type { DeskClient } from "@acolhe/chatwoot";
import type { Channel } from "@acolhe/events";
import type { LeaveOut, Logger } from "@acolhe/runtime";
import type { HoursOf } from "@acolhe/status";
import type { MirrorMetrics } from "./mirror-metrics.ts";
import type { DeskRules } from "./translate/desk-state.ts";
import type { Media } from "./translate/words.ts";

export interface MirrorSettings extends DeskRules {
  /** Team of the flow → its number at the desk. */
  readonly teams: ReadonlyMap<string, number>;
  /** A call may still be under way at the desk this long after it was begun. */
  readonly writeGraceMs: number;
  /** Once the desk is back, no write waits longer than this. */
  readonly retryMsMax: number;
  readonly reconcileMs: number;
  /**
   * A call to the team that is unanswered for this long is repeated. Counts opening hours only, except for a danger. 0:
   * never.
   */
  readonly unansweredMs: number;
}

export interface MirrorDeps {
  readonly bus: CoreBus;
  readonly records: Bucket;
  readonly desk: DeskClient;
  readonly channels: readonly Channel[];
  readonly settings: MirrorSettings;
  readonly files: Files;
  readonly hoursOf: HoursOf;
  readonly leaveOut: LeaveOut;
  readonly log: Logger;
  readonly metrics: MirrorMetrics;
  readonly now: () => number;
}

/** Where patients' files are kept. */
export interface Files {
  /** `later`: it is still being copied. `never`: too large, of no allowed kind, or gone. */
  read(eventId: string, media: Media): Promise<Uint8Array<ArrayBuffer> | "later" | "never">;
}
