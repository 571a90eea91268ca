import { type Attempt, isCanary, isInteractive } from "@acolhe/events";
import { inStep } from "@acolhe/runtime";
import { delayTypingSeconds, SendError, spokenText } from "@acolhe/zapi";
import { decideOnFailure } from "../decide/decide-on-failure.ts";
import { replyTimes } from "../decide/reply-times.ts";
import { outOfOrderTries } from "../decide/result.ts";
import { takenForCanary } from "./canary.ts";
import { end, endAccepted, fail, markUnknown } from "./end.ts";
import { type CommandJob, retryInPlace, type SendDeps } from "./jobs.ts";

/** Calls the gateway for an attempt that the log has, and records what became of it. */
export async function callAndReport(deps: SendDeps, job: CommandJob, attempt: Attempt): Promise<void> {
  const accepted = await call(deps, job).catch((error) => {
    if (!(error instanceof SendError)) throw error;
    return error;
  });
  if (accepted instanceof SendError) return afterFailure(deps, job, attempt, accepted);
  measureReply(deps, job);
  deps.hints.sent(job.ref.channel, accepted.messageId, job.ref.contact);
  return endAccepted(deps, job, attempt, accepted);
}

/** @throws SendError */
async function call({ client, channel, metrics }: SendDeps, job: CommandJob) {
  const { ref, command, traceparent } = job;
  const isPaced = channel.paceMs > 0;
  const options = isPaced ? { delayMessage: 1, delayTyping: delayTypingSeconds(spokenText(command).length) } : {};
  const attributes = { "acolhe.channel": ref.channel, "acolhe.command": command.type };
  const measured = metrics.callSeconds.startTimer();
  return inStep("call", { kind: "client", parent: traceparent, attributes }, () =>
    isCanary(ref) ? takenForCanary(job) : client.send(command, options),
  ).finally(measured);
}

function measureReply({ bus, metrics }: SendDeps, { ref, turn, index, command }: CommandJob): void {
  if (isCanary(ref)) return;
  const times = replyTimes(turn, { index, command, nowMs: bus.host.now() });
  if (!times) return;
  metrics.replySeconds.observe(times.replySeconds);
  metrics.handoverSeconds.observe(times.handoverSeconds);
}

async function afterFailure(deps: SendDeps, job: CommandJob, { number }: Attempt, error: SendError): Promise<void> {
  const { bus, gate, log, metrics } = deps;
  const { ref, turnSeq, ledger, lane, command } = job;
  const { code } = error;
  metrics.sendErrors.inc({ code });
  const after = decideOnFailure(error, {
    isInteractive: isInteractive(command),
    attempt: number,
    outOfOrderTries: outOfOrderTries(ledger.cursors[lane], job),
    random: () => bus.host.random(),
  });
  switch (after.kind) {
    case "unknown":
      return markUnknown(deps, job, { attempt: number, attemptSeq: ledger.gateSeq, code });
    case "as-text":
      await retryInPlace(deps, () => deps.plainText.turnOn(error.sentence));
      return end(deps, job, { status: "refused", attempt: number, code });
    case "refused": {
      const { outOfOrder, pauseMs, untilConnected } = after;
      await end(deps, job, { status: "refused", attempt: number, code }, { outOfOrder });
      const untilMs = bus.host.now() + pauseMs;
      if (untilConnected) gate.disconnected(untilMs);
      else gate.pause(untilMs);
      return log.warn({ code, channel: ref.channel }, error.sentence);
    }
    case "failed":
      log.error({ code, channel: ref.channel, turnSeq }, error.sentence);
      return fail(deps, job, { attempt: number, code });
  }
}
