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
  let known: ReadonlySet<string> | null = null;
  for await (const stored of allFrom(bus, DELIVERY.name, receiptSubject(ref), attempt.deliverySeq + 1)) {
    const receipt = readOrNull(Receipt, stored);
    const evidence = receipt && evidenceOf(receipt, attempt);
    if (!receipt || !evidence) continue;
    const { messageId, zaapId } = receipt;
    known ??= await knownIds(bus, ref, attempt);
    if (known.has(messageId) || (zaapId && known.has(zaapId))) continue;
    return sent(attempt, evidence, evidence === "echo" ? { messageId } : { messageId, zaapId });
  }
  const queued = await queue.find(ref, attempt, to);
  return queued && sent(attempt, "queue", queued);
}

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

/** Messages whose outcome is known: what still comes about them says nothing about the one that is not. */
async function knownIds(bus: CoreBus, ref: ConversationRef, attempt: Attempt): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const from = new Date(attempt.at - KNOWN_BACK_MS);
  for await (const stored of allSince(bus, DELIVERY.name, outcomeSubject(ref), from)) {
    const outcome = readOrNull(Outcome, stored);
    for (const id of [outcome?.messageId, outcome?.zaapId]) if (id) ids.add(id);
  }
  return ids;
}
