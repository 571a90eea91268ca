import { type Bucket, type CoreBus, type Delivery, type Pump, readAs, startPump, Unreadable } from "@acolhe/bus";
import {
  type Channel,
  type ContactKey,
  SENDING_LANES,
  type SendingLane,
  senderDurable,
  TURNS,
  TurnToSend,
} from "@acolhe/events";
import { type LeaveOut, type Logger, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import { keepHeld } from "../ledger/held-list.ts";
import type { CarryOut } from "../send/carry-out.ts";
import { tellConversation } from "../send/tell.ts";
import { FairLane } from "./fair-lane.ts";

/** Turns in hand a lane: enough that contacts waiting for their callback do not stop others. */
const SLOTS: Readonly<Record<SendingLane, number>> = { reply: 64, proactive: 8, bulk: 4 };
/** The bot may not speak on the number yet, or not to this contact. */
const SILENT_RETRY_MS = 250;
/** A turn that was given back is taken soon after the one before it is done. */
const BEHIND_RETRY_MS = 250;

export interface LaneDeps {
  readonly bus: CoreBus;
  readonly channel: Channel;
  readonly held: Bucket;
  readonly carryOut: CarryOut;
  readonly leaveOut: LeaveOut;
  readonly log: Logger;
  readonly ackWaitMs: number;
  /** Turns in hand a lane, in this process. */
  readonly slots?: Readonly<Record<SendingLane, number>> | undefined;
}

/** Takes the turns of a number, lane by lane. */
export function startLanes(deps: LaneDeps): Pump[] {
  const { bus, channel, log, slots = SLOTS } = deps;
  return SENDING_LANES.map((lane) => {
    const share = new FairLane();
    return startPump(bus, {
      stream: TURNS.name,
      durable: senderDurable(channel.id, lane),
      slots: slots[lane],
      ackWaitMs: deps.ackWaitMs,
      handle: (delivery) => handle(deps, share, delivery),
      onUnreadable: (problem, delivery) => setAside(deps, problem, delivery),
      onError: (error, delivery) =>
        log.warn({ err: error, seq: delivery.seq, delivery: delivery.deliveryCount }, "carrying out a turn failed"),
    });
  });
}

/** Given back while it could only wait for another turn of its contact. */
async function handle(deps: LaneDeps, share: FairLane, delivery: Delivery): Promise<void> {
  const turn = readAs(TurnToSend, TURNS.name, delivery);
  if (!share.take(turn, delivery.seq)) return delivery.retry(BEHIND_RETRY_MS);
  try {
    await carry(deps, turn, delivery);
  } finally {
    share.done(turn.contact, delivery.seq);
  }
}

async function carry({ held, carryOut, log }: LaneDeps, turn: TurnToSend, delivery: Delivery): Promise<void> {
  if (delivery.forgotten) throw new Unreadable(TURNS.name, delivery.seq, "what it hid is too old");
  const end = await carryOut(turn, delivery.seq, delivery.header(TRACE_HEADER));
  // The settler finds it there; once this is acknowledged, no turn would tell of it.
  if (end === "held") await keepHeld(held, { ref: turn, partition: turn.event.partition });
  if (end === "left") delivery.retry(0);
  // Given back, so that people's answers to others find a free slot.
  else if (end === "not-begun" || end === "on-hold") delivery.retry(SILENT_RETRY_MS);
  else delivery.ack();
  log.info({ trace: traceIdOf(delivery.header(TRACE_HEADER)), turnSeq: delivery.seq, end }, "turn carried out");
}

/** No sender can carry it out, so a person is told that the patient may be without an answer. */
async function setAside({ bus, channel, leaveOut }: LaneDeps, problem: Unreadable, delivery: Delivery): Promise<void> {
  await leaveOut(problem, { stream: TURNS.name, seq: delivery.seq });
  const ref = { channel: channel.id, contact: delivery.subject.split(".")[2] as ContactKey };
  await tellConversation(bus, ref, { turnSeq: delivery.seq, index: 0, attempt: 0, as: "failed", code: "unreadable" });
}
