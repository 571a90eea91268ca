import { allSince, type CoreBus, type Delivery, type Pump, readOrNull, startPump } from "@acolhe/bus";
import {
  type Channel,
  ControlEvent,
  type ConversationRef,
  DELIVERY,
  failureSubject,
  INBOUND,
  isSend,
  isSilencing,
  type Outcome,
  parseStoredInbound,
  Receipt,
  receiptSubject,
  type Turn,
  takeBackDurable,
} from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import type { ZapiClient } from "@acolhe/zapi";
import { isSame, type Queued, TAKEN_BACK } from "./queued.ts";
import { outcomesSince, turnAt } from "./records.ts";
import type { SenderMetrics } from "./sender-metrics.ts";

/*
 * What the gateway still has queued of the bot's words is taken back when somebody silences the bot (D6): a person, an
 * operator, the panel, the patient, or a merge.
 * B1. A durable of its own, so that one sender does it once, also for a control that came while none was running.
 * B2. Only words the bot decided before the control. A person's answer, the confirmation of a stop and an emergency
 *     text stay where they are.
 * B3. Each is counted: taken back, or too late because the gateway had let it go.
 */

/** Older ones have left the queue, or the number is in trouble of another kind. */
const LOOK_BACK_MS = 30 * 60_000;
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
  readonly client: ZapiClient;
  readonly queued: Queued;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  readonly ackWaitMs: number;
}

export function startTakeBack(deps: TakeBackDeps): Pump {
  const { bus, client, log, metrics, queued } = deps;
  /** By the control's sequence. Not the count of deliveries: one comes back often while a call is under way. */
  const failures = new Map<number, number>();
  return startPump(bus, {
    stream: INBOUND.name,
    durable: takeBackDurable(deps.channel.id),
    slots: 4,
    ackWaitMs: deps.ackWaitMs,
    retryDelayMs: RETRY_MS,
    handle,
    onError: (error, { seq }) => log.warn({ err: error, seq }, "queued messages could not be taken back yet"),
  });

  async function handle(delivery: Delivery): Promise<void> {
    const place = parseStoredInbound(delivery.subject);
    // One that cannot be read is the worker's to park.
    const control = readOrNull(ControlEvent, delivery);
    const isOld = bus.host.now() - delivery.storedAtMs > LOOK_BACK_MS;
    if (!place || !control || !isSilencing(control.type) || isOld) return delivery.ack();
    const { partition, ...ref } = place;
    const outcomes = await outcomesSince(bus, ref, new Date(bus.host.now() - LOOK_BACK_MS));
    if (await queued.isUnderWay(ref, partition, delivery.seq, outcomes)) return delivery.retry(UNDER_WAY_RETRY_MS);
    const ours = await queuedWords(ref, delivery.seq, outcomes);
    const by = control.type;
    try {
      const there = new Set<string>();
      if (ours.length > 0) for await (const { zaapId } of client.queue()) there.add(zaapId);
      for (const { outcome, turn } of ours) {
        if (there.has(outcome.zaapId ?? "")) {
          await client.deleteQueued(outcome.zaapId ?? "");
          await queued.note(ref, partition, { before: outcome, turn, status: "superseded", code: TAKEN_BACK });
          metrics.takenBack.inc({ by });
        } else metrics.takenBackTooLate.inc({ by });
      }
    } catch (error) {
      // After a few seconds the gateway has played its queue anyway.
      if (failedTries(delivery.seq) < TRIES_MAX) throw error;
      metrics.takenBackTooLate.inc({ by }, ours.length);
      log.warn({ err: error }, "queued messages could not be taken back");
    }
    failures.delete(delivery.seq);
    delivery.ack();
  }

  function failedTries(seq: number): number {
    const tries = (failures.get(seq) ?? 0) + 1;
    if (failures.size >= REMEMBERED_MAX) failures.clear();
    failures.set(seq, tries);
    return tries;
  }

  /** B2: accepted by the gateway, not seen leaving, and decided by the bot before the control. */
  async function queuedWords(ref: ConversationRef, seq: number, outcomes: readonly Outcome[]) {
    const taken = (one: Outcome) => outcomes.some((other) => isSame(one, other) && other.code === TAKEN_BACK);
    const accepted = outcomes.filter((one) => one.zaapId && one.messageId && !taken(one));
    if (accepted.length === 0) return [];
    const left = await idsThatLeft(ref);
    const found: Array<{ outcome: Outcome; turn: Turn }> = [];
    for (const outcome of accepted) {
      if (left.has(outcome.messageId ?? "") || left.has(outcome.zaapId ?? "")) continue;
      const turn = (await turnAt(bus, outcome.turnSeq))?.turn;
      const command = turn?.commands[outcome.index];
      if (turn && command && isSend(command) && command.author === "bot" && turn.event.seq < seq)
        found.push({ outcome, turn });
    }
    return found;
  }

  /** Whatever a callback says of a message, it is no longer in the queue. */
  async function idsThatLeft(ref: ConversationRef): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    const from = new Date(bus.host.now() - LOOK_BACK_MS);
    for (const subject of [receiptSubject(ref), failureSubject(ref)])
      for await (const stored of allSince(bus, DELIVERY.name, subject, from)) {
        const receipt = readOrNull(Receipt, stored);
        for (const id of [receipt?.messageId, receipt?.zaapId]) if (id) ids.add(id);
      }
    return ids;
  }
}
