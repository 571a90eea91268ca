import { allFrom, allSince, type CoreBus, readOrNull } from "@acolhe/bus";
import {
  type Attempt,
  type ConversationRef,
  DELIVERY,
  Outcome,
  outcomeSubject,
  Receipt,
  receiptSubject,
} from "@acolhe/events";
import type { Result } from "../decide/result.ts";
import type { QueueLooks } from "./queue-looks.ts";

/** Callbacks of earlier messages come late, the "sent" of one even after the next was called. */
const KNOWN_BACK_MS = 30 * 60_000;

/** What shows that an attempt reached the gateway: a callback or an echo in the log, or the message in its queue. */
export async function findTrace(
  bus: CoreBus,
  queue: QueueLooks,
  { ref, attempt, to }: { readonly ref: ConversationRef; readonly attempt: Attempt; readonly to: string },
): Promise<Result | null> {
  const receipts: Receipt[] = [];
  for await (const stored of allFrom(bus, DELIVERY.name, receiptSubject(ref), attempt.deliverySeq + 1)) {
    const receipt = readOrNull(Receipt, stored);
    if (receipt) receipts.push(receipt);
  }
  const mayTell = receipts.some((receipt) => evidenceOf(receipt, attempt));
  const heard = mayTell ? traceIn(receipts, attempt, await outcomesBefore(bus, ref, attempt)) : null;
  if (heard) return heard;
  const queued = await queue.find(ref, attempt, to);
  return queued && sent(attempt, "queue", queued);
}

/**
 * What the contact's receipts since an attempt say of it. Pure.
 *
 * @param outcomes the contact's last ones: what still comes about a message they know says nothing about this one
 */
export function traceIn(
  receipts: readonly Pick<Receipt, "kind" | "contentHash" | "receivedAt" | "messageId" | "zaapId">[],
  attempt: Attempt,
  outcomes: readonly Pick<Outcome, "turnSeq" | "index" | "settledAs" | "messageId" | "zaapId">[],
): Result | null {
  const known = new Set(outcomes.flatMap(({ messageId, zaapId }) => [messageId, zaapId]));
  const isAnotherGivenUp = outcomes.some((one) => isGivenUp(one) && !isOfCommand(one, attempt));
  const echoes = receipts.filter(({ kind }) => kind === "echoed");
  const words = new Map(echoes.map(({ messageId, contentHash }) => [messageId, contentHash]));
  for (const receipt of receipts) {
    const evidence = evidenceOf(receipt, attempt);
    if (!evidence) continue;
    const { messageId, zaapId } = receipt;
    if (known.has(messageId) || (zaapId && known.has(zaapId))) continue;
    // It may be a late one of what was given up: then only the words of its echo tell which of the two it is.
    if (evidence === "callback" && isAnotherGivenUp && words.get(messageId) !== attempt.contentHash) continue;
    return sent(attempt, evidence, evidence === "echo" ? { messageId } : { messageId, zaapId });
  }
  return null;
}

const isGivenUp = ({ settledAs }: Pick<Outcome, "settledAs">): boolean =>
  settledAs === "given-to-person" || settledAs === "sent-once-more";

const isOfCommand = (one: Pick<Outcome, "turnSeq" | "index">, { turnSeq, index }: Attempt): boolean =>
  one.turnSeq === turnSeq && one.index === index;

/** An echo is ours by its words; a callback of the queue because nothing else of the contact is outstanding. */
export function evidenceOf(
  receipt: Pick<Receipt, "kind" | "contentHash" | "receivedAt">,
  attempt: Pick<Attempt, "at" | "contentHash">,
): "echo" | "callback" | null {
  if (receipt.kind === "echoed" && receipt.contentHash === attempt.contentHash) return "echo";
  return receipt.kind === "sent" && receipt.receivedAt >= attempt.at ? "callback" : null;
}

const sent = (
  { number }: Attempt,
  evidence: "echo" | "callback" | "queue",
  { messageId, zaapId }: { readonly messageId: string; readonly zaapId?: string | undefined },
): Result => ({
  ...{ status: "settled", settledAs: "sent", attempt: number, evidence, messageId },
  ...(zaapId ? { zaapId } : {}),
});

async function outcomesBefore(bus: CoreBus, ref: ConversationRef, attempt: Attempt): Promise<Outcome[]> {
  const found: Outcome[] = [];
  const from = new Date(attempt.at - KNOWN_BACK_MS);
  for await (const stored of allSince(bus, DELIVERY.name, outcomeSubject(ref), from)) {
    const outcome = readOrNull(Outcome, stored);
    if (outcome) found.push(outcome);
  }
  return found;
}
