import { type Bus, lastOf, readOrNull } from "@acolhe/bus";
import {
  ChannelId,
  ContactKey,
  type ConversationRef,
  DELIVERY,
  HELD_BUCKET,
  Outcome,
  outcomeSubject,
} from "@acolhe/events";
import { z } from "zod";

const Held = z.object({ ref: z.object({ channel: ChannelId, contact: ContactKey }) });

interface Unknown extends ConversationRef {
  /** Since when, epoch ms. */
  readonly since: number;
  /** The command whose outcome is unknown; null: it was settled, and what waited behind it is on its way. */
  readonly command: { readonly turnSeq: number; readonly index: number } | null;
}

/** Sends of which it is not known whether they arrived: their contacts wait. The longest first. */
export async function readUnknown(bus: Bus): Promise<Unknown[]> {
  const bucket = await bus.kvm.open(HELD_BUCKET);
  const found: Unknown[] = [];
  for await (const key of await bucket.keys()) {
    const kept = await bucket.get(key);
    const entry = kept?.operation === "PUT" ? Held.safeParse(kept.json()).data : undefined;
    if (!kept || !entry) continue;
    const last = await lastOf(bus, DELIVERY.name, outcomeSubject(entry.ref));
    const held = last && readOrNull(Outcome, last)?.held;
    const command = held ? { turnSeq: held.turnSeq, index: held.index } : null;
    found.push({ ...entry.ref, since: kept.created.getTime(), command });
  }
  return found.sort((a, b) => a.since - b.since);
}
