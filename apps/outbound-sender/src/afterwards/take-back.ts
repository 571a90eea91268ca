import { type CoreBus, type Delivery, type Pump, readOrNull, startPump } from "@acolhe/bus";
import { type Channel, ControlEvent, INBOUND, isSilencing, parseStoredInbound, takeBackDurable } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import { outcomesSince } from "../ledger/records.ts";
import type { SenderMetrics } from "../sender-metrics.ts";
import type { Queued } from "./queued.ts";
import { LOOK_BACK_MS, type TakeBackWords } from "./take-back-words.ts";

/*
 * What the gateway still has queued of the bot's words is taken back when the bot is silenced (D6): by a person, an
 * operator, the panel, the patient, or a merge.
 * B1. A durable of its own, so that one sender does it once, also for a control that came while none was running.
 * B2. Only words the bot decided before the control. A person's answer, the confirmation of a stop and an emergency
 *     text stay where they are.
 * B3. Each is counted: taken back, or too late because the gateway had let it go.
 * B4. That one is about to be taken out is recorded first. Where that stands, and it is neither queued any more nor told to
 *     have left, a process died before it could record that it took it out: it is taken for taken back when no callback
 *     comes.
 * B5. Of an unknown outcome it is only known later that the message is queued. It is taken back where that is found out, in
 *     settle.ts: the control is done by then.
 */

/** A call that was under way when the control came ends within the gateway's timeout; its outcome is waited for. */
const UNDER_WAY_RETRY_MS = 150;
/** Failed tries at one control before its words count as gone. */
export const TRIES_MAX = 5;
/** Controls whose failed tries are remembered; forgetting one costs some more tries. */
const REMEMBERED_MAX = 1_000;
const RETRY_MS = 1_000;

export interface TakeBackDeps {
  readonly bus: CoreBus;
  readonly channel: Channel;
  readonly queued: Queued;
  readonly words: TakeBackWords;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  readonly ackWaitMs: number;
}

export function startTakeBack(deps: TakeBackDeps): Pump {
  const { bus, log } = deps;
  const failures = new FailedTries();
  return startPump(bus, {
    stream: INBOUND.name,
    durable: takeBackDurable(deps.channel.id),
    slots: 4,
    ackWaitMs: deps.ackWaitMs,
    retryDelayMs: RETRY_MS,
    handle: (delivery) => handle(deps, failures, delivery),
    onError: (error, { seq }) => log.warn({ err: error, seq }, "queued messages could not be taken back yet"),
  });
}

/** Failed tries by the control's sequence. Not the count of deliveries: one comes back often while a call is under way. */
class FailedTries {
  readonly #tries = new Map<number, number>();

  count(seq: number): number {
    const tries = (this.#tries.get(seq) ?? 0) + 1;
    if (this.#tries.size >= REMEMBERED_MAX) this.#tries.clear();
    this.#tries.set(seq, tries);
    return tries;
  }
  forget(seq: number): void {
    this.#tries.delete(seq);
  }
}

async function handle(deps: TakeBackDeps, failures: FailedTries, delivery: Delivery): Promise<void> {
  const { bus, log, metrics, queued } = deps;
  const place = parseStoredInbound(delivery.subject);
  // One that cannot be read is the worker's to park.
  const control = readOrNull(ControlEvent, delivery);
  const isOld = bus.host.now() - delivery.storedAtMs > LOOK_BACK_MS;
  if (!place || !control || !isSilencing(control.type) || isOld) return delivery.ack();
  const outcomes = await outcomesSince(bus, place, new Date(bus.host.now() - LOOK_BACK_MS));
  if (await queued.isUnderWay(place, delivery.seq, outcomes)) return delivery.retry(UNDER_WAY_RETRY_MS);
  const words = await deps.words.wordsBefore(delivery.seq, place, outcomes);
  const by = control.type;
  try {
    if (!(await deps.words.takeBack(place, words, by))) return delivery.retry(RETRY_MS);
  } catch (error) {
    // After a few seconds the gateway has played its queue anyway.
    if (failures.count(delivery.seq) < TRIES_MAX) throw error;
    metrics.takenBackTooLate.inc({ by }, words.length);
    log.warn({ err: error }, "queued messages could not be taken back");
  }
  failures.forget(delivery.seq);
  delivery.ack();
}
