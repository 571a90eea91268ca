import {
  allFrom,
  allSince,
  type Bucket,
  type CoreBus,
  followBucket,
  messageAt,
  nextFrom,
  readAs,
  readOrNull,
  SequenceConflict,
} from "@acolhe/bus";
import {
  Attempt,
  type Channel,
  type ConversationRef,
  contentHash,
  DELIVERY,
  HELD_BUCKET,
  INBOUND,
  isSend,
  Outcome,
  outcomeSubject,
  Receipt,
  receiptSubject,
  SEND_ATTEMPTS_MAX,
  SENDING_LANES,
  TURNS,
  Turn,
  turnSubject,
} from "@acolhe/events";
import { type Logger, TRACE_HEADER } from "@acolhe/runtime";
import type { QueuedMessage, ZapiClient } from "@acolhe/zapi";
import type { CarryOut } from "./carry-out.ts";
import type { Contacts } from "./contacts.ts";
import { type HeldEntry, heldKey, reconcileHeld } from "./held.ts";
import type { Ledger } from "./ledger.ts";
import { turnAt } from "./records.ts";
import { outOfOrderTries, type Result, report, tellRecorded } from "./report.ts";
import type { SenderMetrics } from "./sender-metrics.ts";

/*
 * Unknown outcomes (D6.4). A held contact is settled by a trace of its message: in the gateway's queue, as an echo, or
 * as a callback. Without any trace for `unknownGiveUpMs` while the number is working, a menu or question is sent once
 * more and anything else goes to a person.
 * U1. The list of held contacts is in a bucket, written before the turn is acknowledged and removed only after all that
 *     waited behind has been carried out: a crash anywhere leaves it to the next process. An entry that is lost is put
 *     back from the log: when a sender starts, and when a turn of its contact comes.
 */

const LOOK_EVERY_MS = 500;
/** The queue is listed page by page; not more often than this for one contact. */
const QUEUE_LOOK_EVERY_MS = 2_000;
/** A number that shows no life at all is given this many times longer. */
const SILENT_NUMBER_FACTOR = 3;
/** Callbacks of earlier messages come late, the "sent" of one even after the next was called. */
const KNOWN_BACK_MS = 30 * 60_000;
/** A contact held again has a newer entry: what was settled before it may not have been told either. */
const HELD_AGAIN_MS = 10 * 60_000;

export interface SettleDeps {
  readonly bus: CoreBus;
  readonly sender: string;
  readonly held: Bucket;
  readonly channel: Channel;
  readonly client: ZapiClient;
  readonly contacts: Contacts;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  readonly carryOut: CarryOut;
  /** When any callback of the number last came, epoch ms. */
  readonly lastCallbackAt: () => number;
  readonly connected: () => boolean;
  readonly stopping: () => boolean;
}

export function startSettler(deps: SettleDeps): { stop(): Promise<void> } {
  const { bus, channel, contacts, log, metrics } = deps;
  const { host } = bus;
  const entries = new Map<string, HeldEntry>();
  const busy = new Set<string>();
  const queueLookedAt = new Map<string, number>();
  const running = new Set<Promise<void>>();

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

  const endLooking = host.every(LOOK_EVERY_MS, () => {
    metrics.heldNow.set({ channel: channel.id }, entries.size);
    for (const [key, entry] of entries) {
      if (busy.has(key)) continue;
      busy.add(key);
      const run = settle(key, entry)
        .catch((error) => {
          contacts.forget(entry.ref);
          if (!(error instanceof SequenceConflict)) log.warn({ err: error }, "a held contact could not be settled yet");
        })
        .finally(() => {
          busy.delete(key);
          running.delete(run);
        });
      running.add(run);
    }
  });

  return {
    async stop() {
      endLooking();
      watching.stop();
      await Promise.all([reconciling, ...running]);
    },
  };

  async function settle(key: string, entry: HeldEntry): Promise<void> {
    const { ref, partition } = entry;
    const held = await deps.held.get(key);
    if (held?.operation !== "PUT") return;
    const { revision, created } = held;
    contacts.forget(ref);
    const free = await contacts.lock(ref, partition, (ledger) => clearUp(ref, ledger));
    if (!free || deps.stopping()) return;
    await tellRecorded(bus, ref, { from: new Date(created.getTime() - HELD_AGAIN_MS) });
    if (!(await goOn(ref, partition))) return;
    // Held again meanwhile: the entry is newer than ours and stays.
    await deps.held.delete(key, { previousSeq: revision }).catch(() => {});
    queueLookedAt.delete(key);
  }

  /** True when nothing of the contact is unknown any more. */
  async function clearUp(ref: ConversationRef, ledger: Ledger): Promise<boolean> {
    const { held } = ledger;
    if (!held) return true;
    const [turnStored, attemptStored] = await Promise.all([
      turnAt(bus, held.turnSeq),
      messageAt(bus, INBOUND.name, held.attemptSeq),
    ]);
    const attempt = attemptStored ? readAs(Attempt, INBOUND.name, attemptStored) : null;
    if (!turnStored || !attempt) throw new Error("a held command's turn or attempt is gone from the log");
    const { turn } = turnStored;
    const command = turn.commands[held.index];
    if (!command || !isSend(command)) throw new Error("a held command is not one that sends");
    const perhapsSent = attempt.number - outOfOrderTries(ledger.cursors[held.lane], held.turnSeq, held.index);
    const again = command.repeatable && perhapsSent < SEND_ATTEMPTS_MAX;
    const result = (await trace(ref, attempt, command.to)) ?? (await silence(attempt, again));
    if (!result) return false;
    await report({ bus, sender: deps.sender, ledger, turn, turnSeq: held.turnSeq, index: held.index, result });
    metrics.settled.inc({ as: result.settledAs ?? "sent", evidence: result.evidence ?? "silence" });
    log.info(
      { turnSeq: held.turnSeq, as: result.settledAs, evidence: result.evidence },
      "an unknown outcome is settled",
    );
    return true;
  }

  async function trace(ref: ConversationRef, attempt: Attempt, to: string): Promise<Result | null> {
    const sent = (evidence: NonNullable<Result["evidence"]>, ids: { messageId: string; zaapId?: string }): Result => ({
      status: "settled",
      settledAs: "sent",
      attempt: attempt.number,
      evidence,
      messageId: ids.messageId,
      ...(ids.zaapId ? { zaapId: ids.zaapId } : {}),
    });
    let known: ReadonlySet<string> | null = null;
    for await (const stored of allFrom(bus, DELIVERY.name, receiptSubject(ref), attempt.deliverySeq + 1)) {
      const receipt = readOrNull(Receipt, stored);
      if (!receipt) continue;
      const { kind, messageId, zaapId } = receipt;
      // An echo is ours by its words; a callback of the queue because nothing else of the contact is outstanding.
      const isEcho = kind === "echoed" && receipt.contentHash === attempt.contentHash;
      if (!isEcho && !(kind === "sent" && receipt.receivedAt >= attempt.at)) continue;
      known ??= await knownIds(ref, attempt);
      if (known.has(messageId) || (zaapId && known.has(zaapId))) continue;
      return isEcho ? sent("echo", { messageId }) : sent("callback", { messageId, ...(zaapId ? { zaapId } : {}) });
    }
    const queued = await inQueue(ref, attempt, to);
    return queued ? sent("queue", queued) : null;
  }

  /** Messages whose outcome is known: what still comes about them says nothing about the one that is not. */
  async function knownIds(ref: ConversationRef, attempt: Attempt): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    const from = new Date(attempt.at - KNOWN_BACK_MS);
    for await (const stored of allSince(bus, DELIVERY.name, outcomeSubject(ref), from)) {
      const outcome = readOrNull(Outcome, stored);
      for (const id of [outcome?.messageId, outcome?.zaapId]) if (id) ids.add(id);
    }
    return ids;
  }

  async function inQueue(ref: ConversationRef, attempt: Attempt, to: string): Promise<QueuedMessage | null> {
    const key = heldKey(ref);
    if (host.now() - (queueLookedAt.get(key) ?? 0) < QUEUE_LOOK_EVERY_MS) return null;
    queueLookedAt.set(key, host.now());
    try {
      for await (const message of deps.client.queue())
        if (message.phone === to && contentHash(message.text) === attempt.contentHash) return message;
    } catch (error) {
      log.debug({ err: error }, "the gateway's queue could not be listed");
    }
    return null;
  }

  async function silence(attempt: Attempt, again: boolean): Promise<Result | null> {
    const elapsed = host.now() - attempt.at;
    const alive = deps.connected() && deps.lastCallbackAt() > attempt.at;
    if (elapsed < channel.unknownGiveUpMs * (alive ? 1 : SILENT_NUMBER_FACTOR) || !deps.connected()) return null;
    const settledAs = again ? "sent-once-more" : "given-to-person";
    return { status: "settled", settledAs, attempt: attempt.number, evidence: "silence" };
  }

  /** Carries out whatever waited, lane by lane, from where each stopped. */
  async function goOn(ref: ConversationRef, partition: number): Promise<boolean> {
    for (const lane of SENDING_LANES) {
      const cursor = await contacts.lock(ref, partition, async (ledger) => ledger.cursors[lane]);
      let from = cursor.done ? cursor.turnSeq + 1 : cursor.turnSeq;
      for (;;) {
        const stored = await nextFrom(bus, TURNS.name, turnSubject(ref, lane), Math.max(1, from));
        if (!stored) break;
        // One that cannot be read is set aside where it is delivered.
        const turn = readOrNull(Turn, stored);
        const end = turn ? await deps.carryOut(turn, stored.seq, stored.header(TRACE_HEADER)) : "done";
        if (end !== "done") return false;
        from = stored.seq + 1;
      }
    }
    return true;
  }
}
