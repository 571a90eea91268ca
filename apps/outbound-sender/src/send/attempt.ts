import { publish } from "@acolhe/bus";
import { type Attempt, attemptSubject, storedGateSubjects } from "@acolhe/events";
import { inStep } from "@acolhe/runtime";
import { type CommandJob, retryInPlace, type SendDeps } from "./jobs.ts";
import { contextHeaders } from "./tell.ts";

/**
 * Writes "about to send" into the contact's gate, expecting the gate's last record. Retried in place while the broker
 * is away: giving up here would leave an attempt that cannot be known to be unused.
 *
 * @returns its sequence
 * @throws SequenceConflict when the gate moved (S3)
 */
export async function writeAttempt(deps: SendDeps, job: CommandJob, attempt: Attempt): Promise<number> {
  const { ref, partition, ledger, traceparent } = job;
  const { gateSeq } = ledger;
  const id = `attempt:${deps.sender}:${attempt.turnSeq}:${attempt.index}:${attempt.number}:${gateSeq}`;
  const expect = { seq: gateSeq, subject: storedGateSubjects(ref, partition) };
  const attributes = { "acolhe.turn.seq": attempt.turnSeq, "acolhe.attempt": attempt.number };
  return inStep("attempt", { kind: "producer", parent: traceparent, attributes }, (step) =>
    retryInPlace(deps, async () => {
      const headers = contextHeaders(step.traceparent);
      return (await publish(deps.bus, attemptSubject(ref), attempt, { id, expect, headers })).seq;
    }),
  );
}
