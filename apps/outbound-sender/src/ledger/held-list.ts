import { type Bucket, type CoreBus, firstSince, isWrongRevision, messageAt, readOrNull, readStream } from "@acolhe/bus";
import {
  type ChannelId,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  Outcome,
  outcomeFilter,
  parseStoredInbound,
  refOf,
} from "@acolhe/events";
import { turnAt } from "./records.ts";

/** A contact that waits for an unknown outcome, in the bucket `held`. */
export interface HeldEntry {
  readonly ref: ConversationRef;
  readonly partition: number;
}

export const heldKey = (ref: ConversationRef) => `${ref.channel}.${ref.contact}`;

/** What is older has been settled, or its contact has written since and is found by its next turn. */
const LOOK_BACK_MS = 24 * 3600_000;

/** Of a reference that may be a whole turn, whose it is and nothing else. */
const entryOf = ({ channel, contact }: ConversationRef, partition: number): string =>
  JSON.stringify({ ref: { channel, contact }, partition } satisfies HeldEntry);

/** Writes an entry anew: its contact is held from now on. */
export async function putHeld(held: Bucket, { ref, partition }: HeldEntry): Promise<void> {
  await held.put(heldKey(ref), entryOf(ref, partition));
}

/** Writes an entry where there is none: one that is there may be newer. */
export async function keepHeld(held: Bucket, { ref, partition }: HeldEntry): Promise<void> {
  await held.create(heldKey(ref), entryOf(ref, partition)).catch((error) => {
    if (!isWrongRevision(error)) throw error;
  });
}

/**
 * The log knows what is unknown; the bucket only lists it. An entry that was lost would leave its contact waiting with
 * no one to settle it, so what the log has is listed again. How many it put back.
 */
export async function reconcileHeld(bus: CoreBus, held: Bucket, channel: ChannelId): Promise<number> {
  const subject = outcomeFilter(channel);
  const first = await firstSince(bus, DELIVERY.name, subject, new Date(bus.host.now() - LOOK_BACK_MS));
  if (!first) return 0;
  const unknown = new Map<string, { ref: ConversationRef; held: NonNullable<Outcome["held"]> }>();
  for await (const stored of readStream(bus, DELIVERY.name, { subject, from: first.seq })) {
    const ref = refOf(stored.subject);
    const outcome = readOrNull(Outcome, stored);
    if (!ref || !outcome) continue;
    if (outcome.held) unknown.set(ref.contact, { ref, held: outcome.held });
    else unknown.delete(ref.contact);
  }
  let put = 0;
  for (const one of unknown.values()) {
    if ((await held.get(heldKey(one.ref)))?.operation === "PUT") continue;
    const partition = await partitionOf(bus, one.held);
    if (partition === null) continue;
    await keepHeld(held, { ref: one.ref, partition });
    put += 1;
  }
  return put;
}

async function partitionOf(
  bus: CoreBus,
  { turnSeq, attemptSeq }: NonNullable<Outcome["held"]>,
): Promise<number | null> {
  const attempt = await messageAt(bus, INBOUND.name, attemptSeq);
  const place = attempt && parseStoredInbound(attempt.subject);
  return place?.partition ?? (await turnAt(bus, turnSeq))?.turn.event.partition ?? null;
}
