import { type CoreBus, type Delivery, type Pump, readOrNull, startPump } from "@acolhe/bus";
import {
  type Channel,
  ControlEvent,
  type ConversationRef,
  INBOUND,
  isSend,
  isSilencing,
  type Outcome,
  parseStoredInbound,
  type Turn,
  takeBackDurable,
} from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import type { ZapiClient } from "@acolhe/zapi";
import { decideOnQueue } from "../decide/decide-on-queue.ts";
import { TAKEN_BACK } from "../ledger/ledger.ts";
import { idsThatLeft, outcomesSince, turnAt } from "../ledger/records.ts";
import type { SenderMetrics } from "../sender-metrics.ts";
import { createFirstMissing } from "./first-missing.ts";
import { isSame, type Place, type Queued } from "./queued.ts";

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
  const { bus, log } = deps;
  const memory = { failures: new FailedTries(), firstMissing: createFirstMissing(() => bus.host.now()) };
  return startPump(bus, {
    stream: INBOUND.name,
    durable: takeBackDurable(deps.channel.id),
    slots: 4,
    ackWaitMs: deps.ackWaitMs,
    retryDelayMs: RETRY_MS,
    handle: (delivery) => handle(deps, memory, delivery),
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

interface Memory {
  readonly failures: FailedTries;
  readonly firstMissing: ReturnType<typeof createFirstMissing>;
}

async function handle(deps: TakeBackDeps, { failures, firstMissing }: Memory, delivery: Delivery): Promise<void> {
  const { bus, log, metrics, queued } = deps;
  const place = parseStoredInbound(delivery.subject);
  // One that cannot be read is the worker's to park.
  const control = readOrNull(ControlEvent, delivery);
  const isOld = bus.host.now() - delivery.storedAtMs > LOOK_BACK_MS;
  if (!place || !control || !isSilencing(control.type) || isOld) return delivery.ack();
  const outcomes = await outcomesSince(bus, place, new Date(bus.host.now() - LOOK_BACK_MS));
  if (await queued.isUnderWay(place, delivery.seq, outcomes)) return delivery.retry(UNDER_WAY_RETRY_MS);
  const words = await queuedWords(bus, place, delivery.seq, outcomes);
  const by = control.type;
  try {
    const isClear = await takeBack(deps, { place, words, by, firstMissing });
    if (!isClear) return delivery.retry(RETRY_MS);
  } catch (error) {
    // After a few seconds the gateway has played its queue anyway.
    if (failures.count(delivery.seq) < TRIES_MAX) throw error;
    metrics.takenBackTooLate.inc({ by }, words.length);
    log.warn({ err: error }, "queued messages could not be taken back");
  }
  failures.forget(delivery.seq);
  delivery.ack();
}

type SentWords = { readonly outcome: Outcome; readonly turn: Turn };

interface ToTakeBack extends Pick<Memory, "firstMissing"> {
  readonly place: Place;
  readonly words: readonly SentWords[];
  readonly by: string;
}

/** B3, B4. False: of some a callback may still tell that they left; the others are done and come no more. */
async function takeBack(deps: TakeBackDeps, { place, words, by, firstMissing }: ToTakeBack): Promise<boolean> {
  const { bus, client, metrics, queued } = deps;
  if (words.length === 0) return true;
  const waiting = new Set<string>();
  for await (const { zaapId } of client.queue()) waiting.add(zaapId);
  // Behind the listing: what another process had taken out by then it had recorded to be about to.
  const intended = await queued.intended(place);
  let left = 0;
  let isClear = true;
  for (const { outcome, turn } of words) {
    const { zaapId = "" } = outcome;
    const now = bus.host.now();
    const missingSince = waiting.has(zaapId) ? now : firstMissing(zaapId);
    // What has a callback is not among them.
    const seen = { waiting, mayBeTakenOut: intended.has(zaapId), hasCallback: false, missingSince, now };
    const where = decideOnQueue(outcome, seen);
    if (where === "left") left++;
    else if (where === "unclear") isClear = false;
    else {
      if (where === "waiting") {
        await queued.intend(place, outcome);
        await client.deleteQueued(zaapId);
      }
      await queued.note(place, { before: outcome, turn, status: "superseded", code: TAKEN_BACK });
      metrics.takenBack.inc({ by });
    }
  }
  if (isClear && left > 0) metrics.takenBackTooLate.inc({ by }, left);
  return isClear;
}

/** B2: accepted by the gateway, not seen leaving, and decided by the bot before the control. */
async function queuedWords(
  bus: CoreBus,
  ref: ConversationRef,
  seq: number,
  outcomes: readonly Outcome[],
): Promise<SentWords[]> {
  const isTakenBack = (one: Outcome) => outcomes.some((other) => isSame(one, other) && other.code === TAKEN_BACK);
  const accepted = outcomes.filter((one) => one.zaapId && one.messageId && !isTakenBack(one));
  if (accepted.length === 0) return [];
  const left = await idsThatLeft(bus, ref, new Date(bus.host.now() - LOOK_BACK_MS));
  const found: SentWords[] = [];
  for (const outcome of accepted) {
    if (left.has(outcome.messageId ?? "") || left.has(outcome.zaapId ?? "")) continue;
    const turn = (await turnAt(bus, outcome.turnSeq))?.turn;
    const command = turn?.commands[outcome.index];
    if (turn && command && isSend(command) && command.author === "bot" && turn.event.seq < seq)
      found.push({ outcome, turn });
  }
  return found;
}
