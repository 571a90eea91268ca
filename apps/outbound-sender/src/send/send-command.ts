import { messageAt, SequenceConflict } from "@acolhe/bus";
import { INBOUND, isInteractive, type SendCommand } from "@acolhe/events";
import { textFallback } from "@acolhe/zapi";
import { type AtFence, decideAtFence, isPerhapsGivenUp } from "../decide/decide-at-fence.ts";
import { droppedBy } from "../decide/decide-next.ts";
import { reloadGate } from "../ledger/load-ledger.ts";
import { writeAttempt } from "./attempt.ts";
import { callAndReport } from "./call.ts";
import { end, fail, markUnknown } from "./end.ts";
import { type CommandJob, retryInPlace, type SendDeps } from "./jobs.ts";

/*
 * One command: fence → attempt → call → report, with its contact and a permit in hand.
 * S2. Nothing is called without an attempt, and no command gets a second one before the first is settled.
 * S3. The attempt is written expecting the gate's last sequence; a silencing control in between refuses it.
 */

const FILE_GONE = "file-gone";
/** Certainly not sent, and it says nothing about the message. */
const NOT_CALLED = "not-called-in-time";

export async function sendCommand(deps: SendDeps, chosen: CommandJob): Promise<void> {
  const said = deps.plainText.isOn() ? plain(chosen.command) : chosen.command;
  let job: CommandJob = { ...chosen, command: said };
  for (let file: "not-read" | "read" | "gone" = "not-read"; ; ) {
    const fence = decideAtFence(job, job.ledger, keptBack(deps, job));
    if (fence.kind === "later") return;
    if (fence.kind === "unknown") return markUnknown(deps, job, fence);
    if (fence.kind === "end") return end(deps, job, fence.result);
    if (file !== "not-read") {
      if (!(await passFence(deps, job, fence))) continue;
      return file === "gone" ? failWithoutFile(deps, job, fence) : attemptCall(deps, job, fence);
    }
    // Before the attempt: a store that is away must not leave one behind that cannot be known to be unused. It takes its
    // time, so the fence is looked at again.
    const command = await retryInPlace(deps, () => deps.fillIn(said));
    file = command === null ? "gone" : "read";
    job = { ...job, command: command ?? said };
  }
}

/** Behind an attempt of its own: one of another process, which still had the file, was perhaps sent (S2). */
function failWithoutFile(deps: SendDeps, job: CommandJob, { attempt }: Attempting): Promise<void> {
  const { ref, turnSeq } = job;
  deps.log.error({ code: FILE_GONE, channel: ref.channel, turnSeq }, "a file to be sent is no longer in the store");
  return fail(deps, job, { attempt: attempt.number, code: FILE_GONE });
}

export function endDropped(deps: SendDeps, job: CommandJob): Promise<void> {
  const order = droppedBy(job.ledger, job);
  return end(deps, job, { status: "superseded", attempt: 0, code: "dropped", order });
}

type Attempting = Extract<AtFence, { readonly kind: "attempt" }>;

function keptBack({ bus, channel, isBotOff, isOnlyObserved }: SendDeps, { ref, turn, command }: CommandJob) {
  const { author } = command;
  const isObserving = channel.goLive === "observe" && author !== "attendant";
  return {
    now: bus.host.now(),
    isBotOff: isBotOff(ref.channel),
    isObserving: isObserving || isOnlyObserved({ author, receivedAt: turn.event.receivedAt }),
  };
}

/** The conversation is erased up to the event in hand, with the controls and attempts that an attempt has to know. */
export class ConversationGone extends Error {
  override readonly name = "ConversationGone";
}

/**
 * S3. False: the gate moved, and the ledger now knows by what.
 *
 * @throws ConversationGone
 */
async function passFence(deps: SendDeps, job: CommandJob, { attempt }: Attempting): Promise<boolean> {
  const { ledger, ref, partition } = job;
  const { gateSeq } = ledger;
  try {
    ledger.gateSeq = await writeAttempt(deps, job, attempt);
  } catch (error) {
    if (!(error instanceof SequenceConflict)) throw error;
    deps.metrics.fenceRefusals.inc();
    await reloadGate(deps.bus, ref, partition, ledger);
    await assertEventStays(deps, job, error);
    return false;
  }
  // An erased gate is as empty as one in which there was nothing yet. The event goes with the gate: where it is still there
  // behind the attempt, an erasure comes after that, and too late.
  if (gateSeq === 0) await retryInPlace(deps, () => assertEventStays(deps, job));
  return true;
}

/** Whatever the gate holds now: a conversation that was begun anew after its erasure has one, too. */
async function assertEventStays({ bus }: SendDeps, { turn }: CommandJob, cause?: unknown): Promise<void> {
  if ((await messageAt(bus, INBOUND.name, turn.event.seq)) === null)
    throw new ConversationGone("the conversation was erased", { cause });
}

/** The broker may have been away for long, or the process have stood still, since the attempt was to be written. */
async function attemptCall(deps: SendDeps, job: CommandJob, { attempt }: Attempting): Promise<void> {
  const { bus, channel, zapiTimeoutMs } = deps;
  const { unknownGiveUpMs } = channel;
  if (isPerhapsGivenUp(attempt, { now: bus.host.now(), unknownGiveUpMs, zapiTimeoutMs }))
    return end(deps, job, { status: "refused", attempt: attempt.number, code: NOT_CALLED }, { outOfOrder: true });
  return callAndReport(deps, job, attempt);
}

const plain = (command: SendCommand): SendCommand => (isInteractive(command) ? textFallback(command) : command);
