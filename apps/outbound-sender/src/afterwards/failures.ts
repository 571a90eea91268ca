import { type Delivery, type Pump, readAs, startPump } from "@acolhe/bus";
import {
  type ConversationRef,
  DELIVERY,
  failureDurable,
  isInteractive,
  isSend,
  type Outcome,
  Receipt,
  type TurnToSend,
} from "@acolhe/events";
import type { LeaveOut } from "@acolhe/runtime";
import { DELIVERY_ERRORS } from "@acolhe/zapi";
import { isLastEnded } from "../decide/result.ts";
import { isAbout, type Ledger, TERMS_MISSING } from "../ledger/ledger.ts";
import { outcomesSince, turnAt } from "../ledger/records.ts";
import type { PlainText } from "../number/plain-text.ts";
import type { NumberDeps } from "../number-deps.ts";
import type { CarryOut } from "../send/carry-out.ts";
import { report } from "../send/report.ts";
import { tellConversation } from "../send/tell.ts";

/*
 * Failed deliveries: the gateway took a message into its queue and says later that it did not go out.
 * F1. Each is handled by a durable of its own and acknowledged last, so that none is missed while no sender runs.
 * F2. Refused for missing terms, and still the newest of its contact: the same command goes out as text (S1, S2: the
 *     first attempt is recorded as refused). Anything else is told to the conversation, which calls a person.
 */

/** A callback may outrun the answer to the call, whose record is then written within seconds. */
const RECORD_TRIES = 5;
const RECORD_RETRY_MS = 2_000;
/** The gateway's queue is nearly empty, so a failure comes soon; after an outage, its backlog. */
const LOOK_BACK_MS = 24 * 3600_000;

export interface FailureDeps extends NumberDeps {
  readonly plainText: PlainText;
  readonly ackWaitMs: number;
  readonly carryOut: CarryOut;
  readonly leaveOut: LeaveOut;
}

export function startFailures(deps: FailureDeps): Pump {
  const { bus, channel, log } = deps;
  return startPump(bus, {
    stream: DELIVERY.name,
    durable: failureDurable(channel.id),
    slots: 4,
    ackWaitMs: deps.ackWaitMs,
    handle: (delivery) => handle(deps, delivery),
    onUnreadable: (problem, { seq }) => deps.leaveOut(problem, { stream: DELIVERY.name, seq }),
    onError: (error, delivery) =>
      log.warn(
        { err: error, seq: delivery.seq, delivery: delivery.deliveryCount },
        "a failed delivery is not told yet",
      ),
  });
}

async function handle(deps: FailureDeps, delivery: Delivery): Promise<void> {
  const { bus, log, metrics } = deps;
  const receipt = readAs(Receipt, DELIVERY.name, delivery);
  const { channel, contact, code = "unknown" } = receipt;
  const ref: ConversationRef = { channel, contact };
  const outcomes = await outcomesSince(bus, ref, new Date(receipt.at - LOOK_BACK_MS));
  const accepted = outcomes.find(({ messageId = "", zaapId = "" }) => isAbout(receipt, { messageId, zaapId }));
  if (!accepted) {
    if (delivery.deliveryCount < RECORD_TRIES) return delivery.retry(RECORD_RETRY_MS);
    log.warn({ code, seq: delivery.seq }, "a failed delivery is about no message of ours");
    return delivery.ack();
  }
  metrics.deliveryFailures.inc({ code });
  if (code !== TERMS_MISSING || !(await sendAsText(deps, ref, accepted))) {
    const { turnSeq, index, attempt } = accepted;
    await tellConversation(bus, ref, { turnSeq, index, attempt, as: "failed", code });
  }
  delivery.ack();
}

/** F2. False: it cannot be sent again in its place. Repeating it after a crash goes on where it was. */
async function sendAsText(deps: FailureDeps, ref: ConversationRef, accepted: Outcome): Promise<boolean> {
  const { bus, contacts } = deps;
  const { turnSeq, index } = accepted;
  const stored = await turnAt(bus, turnSeq);
  const turn = stored?.turn;
  const command = turn?.commands[index];
  if (!turn || !command || !isSend(command) || !isInteractive(command)) return false;
  await deps.plainText.turnOn(DELIVERY_ERRORS[TERMS_MISSING].sentence);
  contacts.forget(ref);
  const isNext = await contacts.lock(ref, turn.event.partition, (ledger) => refuse(deps, turn, accepted, ledger));
  if (!isNext) {
    const outcomes = await outcomesSince(bus, ref, new Date(accepted.at - LOOK_BACK_MS));
    return outcomes.some((one) => one.turnSeq === turnSeq && one.index === index && one.code === TERMS_MISSING);
  }
  const end = await deps.carryOut(turn, turnSeq, stored?.traceparent);
  if (end !== "done" && end !== "held") throw new Error("the text could not be sent yet");
  return true;
}

/** Records the first attempt as refused, where nothing of the contact has left behind it. True: the command is next. */
async function refuse(
  { bus, sender }: FailureDeps,
  turn: TurnToSend,
  accepted: Outcome,
  ledger: Ledger,
): Promise<boolean> {
  const { turnSeq, index, attempt } = accepted;
  const cursor = ledger.cursors[accepted.lane];
  if (cursor.turnSeq === turnSeq && cursor.next === index && !cursor.done) return true;
  // By its id: the text that followed is of the same place, and this failure may come again after it left.
  if (ledger.held || !ledger.former || ledger.former.messageId !== accepted.messageId) return false;
  // What was dropped behind it has its end, and gets no other.
  if (!isLastEnded(cursor, turn, accepted)) return false;
  const result = { status: "refused", attempt, code: TERMS_MISSING } as const;
  await report({ bus, sender, ledger, turn, turnSeq, index, result });
  // The failed message holds up no other.
  ledger.former = null;
  return true;
}
