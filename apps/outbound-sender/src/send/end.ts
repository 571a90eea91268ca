import { SequenceConflict } from "@acolhe/bus";
import type { Attempt } from "@acolhe/events";
import type { Result } from "../decide/result.ts";
import { loadLedger } from "../ledger/load-ledger.ts";
import { type CommandJob, retryInPlace, type SendDeps } from "./jobs.ts";
import { report } from "./report.ts";
import { EXPIRED, tellConversation } from "./tell.ts";

/** Records the end of a command, or of one try of it; one that expired in a conversation that waits for it is told (C1). */
export async function end(
  deps: SendDeps,
  job: CommandJob,
  result: Result,
  more: { attemptSeq?: number; outOfOrder?: boolean } = {},
): Promise<void> {
  const { bus, sender, metrics } = deps;
  const { turn, turnSeq, ledger, index, traceparent } = job;
  await retryInPlace(deps, () => report({ bus, sender, ledger, turn, turnSeq, index, result, traceparent, ...more }));
  if (result.status !== "refused" && result.status !== "held") job.ended.add(index);
  metrics.outcomes.inc({ status: result.status, lane: job.lane });
  // Only a reply's end leaves a patient waiting.
  if (result.status === "expired" && job.lane === "reply") await tellFailed(deps, job, { attempt: 0, code: EXPIRED });
}

/** C1. Recorded, then told. */
export async function fail(deps: SendDeps, job: CommandJob, failure: Failure): Promise<void> {
  await end(deps, job, { status: "failed", ...failure });
  await tellFailed(deps, job, failure);
}

/** The contact is on the list before the outcome says so: a crash in between leaves an entry too many, never one too few. */
export async function markUnknown(
  deps: SendDeps,
  job: CommandJob,
  { attempt, attemptSeq, code }: { attempt: number; attemptSeq: number; code?: string },
): Promise<void> {
  deps.metrics.unknown.inc();
  await retryInPlace(deps, () => deps.hold(job.ref, job.partition));
  await end(deps, job, { status: "held", attempt, ...(code ? { code } : {}) }, { attemptSeq });
}

/**
 * Another replica may have taken us for dead and written `held`, or settled it already. We know better: as long as it
 * is unknown to the log, the answer we got settles it.
 */
export async function endAccepted(
  deps: SendDeps,
  job: CommandJob,
  { number }: Attempt,
  ids: { zaapId: string; messageId: string },
): Promise<void> {
  try {
    await end(deps, job, { status: "accepted", attempt: number, ...ids });
  } catch (error) {
    if (!(error instanceof SequenceConflict)) throw error;
    const ledger = await retryInPlace(deps, () => loadLedger(deps.bus, job.ref, job.partition));
    const { held } = ledger;
    if (held?.turnSeq !== job.turnSeq || held.index !== job.index) throw error;
    deps.metrics.settled.inc({ as: "sent", evidence: "answer" });
    await end(
      deps,
      { ...job, ledger },
      { status: "settled", settledAs: "sent", evidence: "answer", attempt: number, ...ids },
    );
    // The ledger in memory is the outdated one; the caller drops it.
    throw error;
  }
}

interface Failure {
  readonly attempt: number;
  readonly code: string;
}

function tellFailed(deps: SendDeps, { ref, turnSeq, index, traceparent }: CommandJob, failure: Failure): Promise<void> {
  const told = { turnSeq, index, as: "failed", ...failure } as const;
  return retryInPlace(deps, () => tellConversation(deps.bus, ref, told, traceparent));
}
