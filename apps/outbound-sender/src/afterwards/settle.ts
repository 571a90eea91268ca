import { type Bucket, type CoreBus, followBucket, messageAt, readAs, readOrNull, SequenceConflict } from "@acolhe/bus";
import {
  Attempt,
  type ConversationRef,
  HELD_BUCKET,
  INBOUND,
  isCanary,
  isSend,
  SENDING_LANES,
  type SendingLane,
  TurnToSend,
} from "@acolhe/events";
import { TRACE_HEADER } from "@acolhe/runtime";
import { SendError, type ZapiClient } from "@acolhe/zapi";
import { decideOnSilence } from "../decide/decide-on-silence.ts";
import { outOfOrderTries } from "../decide/result.ts";
import { type HeldEntry, reconcileHeld } from "../ledger/held-list.ts";
import { type Ledger, TAKEN_BACK } from "../ledger/ledger.ts";
import { nextTurn, outcomesSince, turnAt } from "../ledger/records.ts";
import type { NumberDeps } from "../number-deps.ts";
import type { CarryOut } from "../send/carry-out.ts";
import { report } from "../send/report.ts";
import { tellRecorded } from "../send/tell.ts";
import { QueueLooks } from "./queue-looks.ts";
import { LOOK_BACK_MS, type TakeBackWords } from "./take-back-words.ts";
import { findTrace } from "./trace.ts";
import type { Withheld } from "./withheld.ts";

/*
 * Unknown outcomes (D6.4). A held contact is settled by a trace of its message: in the gateway's queue, as an echo, or
 * as a callback. Without any trace for `unknownGiveUpMs` while the number is working, a menu or question is sent once
 * more and anything else goes to a person.
 * U1. The list of held contacts is in a bucket, written before the turn is acknowledged and removed only after all that
 *     waited behind has been carried out: a crash anywhere leaves it to the next process. An entry that is lost is put
 *     back from the log: when a sender starts, and when a turn of its contact comes.
 */

const LOOK_EVERY_MS = 500;
/** A contact held again has a newer entry: what was settled before it may not have been told either. */
const HELD_AGAIN_MS = 10 * 60_000;

export interface SettleDeps extends NumberDeps {
  readonly held: Bucket;
  readonly client: ZapiClient;
  readonly carryOut: CarryOut;
  readonly words: TakeBackWords;
  readonly withheld: Withheld;
  /** When any callback of the number last came, epoch ms. */
  readonly lastCallbackAt: () => number;
  readonly connected: () => boolean;
  readonly stopping: () => boolean;
}

export function startSettler(deps: SettleDeps): { stop(): Promise<void> } {
  const { bus, channel, log } = deps;
  const queue = new QueueLooks(deps.client, { host: bus.host, log });
  const entries = new Map<string, HeldEntry>();
  const running = new Map<string, Promise<void>>();

  const watching = followBucket(bus, HELD_BUCKET, {
    key: `${channel.id}.>`,
    onChange({ key, value }) {
      if (value === undefined) entries.delete(key);
      else entries.set(key, value as HeldEntry);
    },
    onError: (error) => log.warn({ err: error }, "the list of held contacts is not watched for a moment"),
  });

  const reconciling = reconcileHeld(bus, deps.held, channel.id)
    .then((put) => put > 0 && log.warn({ channel: channel.id, put }, "held contacts were missing from their list"))
    .catch((error) => log.warn({ err: error }, "the list of held contacts could not be compared with the log"));

  const endLooking = bus.host.every(LOOK_EVERY_MS, () => {
    deps.metrics.heldNow.set({ channel: channel.id }, entries.size);
    for (const [key, entry] of entries)
      if (!running.has(key) && !deps.withheld.isStill(entry.ref))
        running.set(
          key,
          tryToSettle(deps, queue, key, entry).finally(() => running.delete(key)),
        );
  });

  return {
    async stop() {
      endLooking();
      watching.stop();
      await Promise.all([reconciling, ...running.values()]);
    },
  };
}

async function tryToSettle(deps: SettleDeps, queue: QueueLooks, key: string, entry: HeldEntry): Promise<void> {
  try {
    await settle(deps, queue, key, entry);
  } catch (error) {
    deps.contacts.forget(entry.ref);
    if (!(error instanceof SequenceConflict)) deps.log.warn({ err: error }, "a held contact could not be settled yet");
  }
}

/** Clears up what is unknown, tells what came of it, and carries out what waited behind it; then the entry goes. */
async function settle(deps: SettleDeps, queue: QueueLooks, key: string, { ref, partition }: HeldEntry): Promise<void> {
  const held = await deps.held.get(key);
  if (held?.operation !== "PUT") return;
  const { revision, created } = held;
  deps.contacts.forget(ref);
  const isKnown = await deps.contacts.lock(ref, partition, (ledger) => clearUp(deps, queue, ref, ledger));
  if (!isKnown || deps.stopping()) return;
  if (!(await takeBackSilenced(deps, ref, partition))) return deps.withheld.note(ref);
  await tellRecorded(deps.bus, ref, { from: new Date(created.getTime() - HELD_AGAIN_MS) });
  for (const lane of SENDING_LANES) if (!(await carryOutWaiting(deps, ref, partition, lane))) return;
  // Held again meanwhile: the entry is newer than ours and stays.
  await deps.held.delete(key, { previousSeq: revision }).catch(() => {});
  queue.forget(ref);
  deps.withheld.forget(ref);
}

/**
 * B5. What turned out to be queued is taken back where the bot was silenced meanwhile. False: a callback may still tell that it
 * left. What waits behind it does not wait for a queue that cannot be listed.
 */
async function takeBackSilenced(deps: SettleDeps, ref: ConversationRef, partition: number): Promise<boolean> {
  const { bus, contacts, log, words } = deps;
  // A control that came while the queue was listed has been dealt with when nothing was known yet.
  contacts.forget(ref);
  const seq = await contacts.lock(ref, partition, async ({ silencedSeq }) => silencedSeq);
  if (seq === 0) return true;
  const outcomes = await outcomesSince(bus, ref, new Date(bus.host.now() - LOOK_BACK_MS));
  const sinceKnown = outcomes.filter(({ settledAs, code }) => settledAs === "sent" || code === TAKEN_BACK);
  const queued = await words.wordsBefore(seq, ref, sinceKnown);
  try {
    return await words.takeBack({ ...ref, partition }, queued, "settled");
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    log.warn({ err: error }, "what was found in the gateway's queue could not be taken back");
    return true;
  }
}

/** True when nothing of the contact is unknown any more. */
async function clearUp(deps: SettleDeps, queue: QueueLooks, ref: ConversationRef, ledger: Ledger): Promise<boolean> {
  const { bus, metrics, log } = deps;
  const { held } = ledger;
  if (!held) return true;
  if (isCanary(ref)) return settleCanary(deps, ref, ledger, held);
  const { turn, attempt, command } = await heldCommand(bus, held);
  const result =
    (await findTrace(bus, queue, { ref, attempt, to: command.to })) ??
    decideOnSilence(attempt, command, deps.channel, {
      now: bus.host.now(),
      connected: deps.connected(),
      lastCallbackAt: deps.lastCallbackAt(),
      outOfOrderTries: outOfOrderTries(ledger.cursors[held.lane], held),
    });
  if (!result) return false;
  await report({ bus, sender: deps.sender, ledger, turn, turnSeq: held.turnSeq, index: held.index, result });
  const { settledAs, evidence } = result;
  metrics.settled.inc({ as: settledAs ?? "sent", evidence: evidence ?? "silence" });
  log.info({ turnSeq: held.turnSeq, as: settledAs, evidence }, "an unknown outcome is settled");
  return true;
}

/** The next try purges its turn, and no gateway was ever asked: there is no trace to wait for. */
async function settleCanary(
  { bus, sender, metrics }: SettleDeps,
  ref: ConversationRef,
  ledger: Ledger,
  { turnSeq, index, lane }: NonNullable<Ledger["held"]>,
): Promise<boolean> {
  const result = { status: "settled", settledAs: "given-to-person", attempt: 1 } as const;
  await report({ bus, sender, ledger, turn: { ...ref, lane, commands: [] }, turnSeq, index, result });
  metrics.settled.inc({ as: result.settledAs, evidence: "silence" });
  return true;
}

/** @throws Error when the log no longer has them: an operator settles it */
async function heldCommand(bus: CoreBus, { turnSeq, index, attemptSeq }: NonNullable<Ledger["held"]>) {
  const [stored, begun] = await Promise.all([turnAt(bus, turnSeq), messageAt(bus, INBOUND.name, attemptSeq)]);
  if (!stored || !begun) throw new Error("a held command's turn or attempt is gone from the log");
  const attempt = readAs(Attempt, INBOUND.name, begun);
  const command = stored.turn.commands[index];
  if (!command || !isSend(command)) throw new Error("a held command is not one that sends");
  return { turn: stored.turn, attempt, command };
}

/** Carries out what waited in a lane, from where it stopped. False: something stands in the way again. */
async function carryOutWaiting(
  { bus, contacts, carryOut }: SettleDeps,
  ref: ConversationRef,
  partition: number,
  lane: SendingLane,
): Promise<boolean> {
  const cursor = await contacts.lock(ref, partition, async (ledger) => ledger.cursors[lane]);
  let from = cursor.done ? cursor.turnSeq + 1 : cursor.turnSeq;
  for (;;) {
    const stored = await nextTurn(bus, { ref, lane, from: Math.max(1, from) });
    if (!stored) return true;
    // One that cannot be read is set aside where it is delivered.
    const turn = readOrNull(TurnToSend, stored);
    const end = turn ? await carryOut(turn, stored.seq, stored.header(TRACE_HEADER)) : "done";
    if (end !== "done") return false;
    from = stored.seq + 1;
  }
}
