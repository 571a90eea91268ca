import { type CoreBus, retryWhileUnavailable } from "@acolhe/bus";
import type { ConversationRef } from "@acolhe/events";
import type { LeaveOut, Logger } from "@acolhe/runtime";
import type { Trace } from "../commit/commit-turn.ts";
import type { GatherFacts } from "../gather/gather-facts.ts";
import type { ConversationCache } from "../load/conversation.ts";
import type { WorkerMetrics } from "../worker-metrics.ts";
import type { Handlings } from "./handlings.ts";

export interface AdvanceDeps {
  readonly bus: CoreBus;
  readonly gatherFacts: GatherFacts;
  /** For an event whose handling keeps failing: what is looked up for it may be what fails. */
  readonly gatherMinimalFacts: GatherFacts;
  readonly leaveOut: LeaveOut;
  /** Turns are stored without what tells who a person is. */
  readonly hides: boolean;
  readonly log: Logger;
  readonly metrics: WorkerMetrics;
  /** True once the process is stopping: then retries in place end and the event is left to another worker. */
  readonly stopping: () => boolean;
}

export interface Advancing extends AdvanceDeps {
  readonly cache: ConversationCache;
  readonly handlings: Handlings;
  /** Id of this worker, unique among all that ever run. */
  readonly worker: string;
}

/** One conversation, for as long as one of its events is in hand. */
export interface InHand {
  readonly ref: ConversationRef;
  readonly trace: Trace;
}

/** A2: a broker that is away is waited for. Anything else is the handling's own failure. */
export const retryInPlace = <T>({ bus, stopping, metrics }: AdvanceDeps, work: () => Promise<T>): Promise<T> =>
  retryWhileUnavailable(work, { host: bus.host, stopping, onRetry: () => metrics.brokerRetries.inc() });

/** Stands for the id of an event that cannot be read. */
export const unreadableId = (seq: number): string => `unreadable:${seq}`;
