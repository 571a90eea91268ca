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

/** A contact that waits for an outcome which is not known. */
interface HeldContact extends ConversationRef {
  /** Since when, epoch ms. */
  readonly since: number;
}

interface Unknown extends HeldContact {
  /** The command whose outcome is unknown; null: it was settled, and what waited behind it is on its way. */
  readonly command: { readonly turnSeq: number; readonly index: number } | null;
}

/** Contacts that wait for an unknown outcome. The longest first. */
export async function readHeld(bus: Bus): Promise<HeldContact[]> {
  const bucket = await bus.kvm.open(HELD_BUCKET);
  const found: HeldContact[] = [];
  for await (const key of await bucket.keys()) {
    const kept = await bucket.get(key);
    const entry = kept?.operation === "PUT" ? Held.safeParse(kept.json()).data : undefined;
    if (kept && entry) found.push({ ...entry.ref, since: kept.created.getTime() });
  }
  return found.sort((a, b) => a.since - b.since);
}

/** The same, with the command that each waits for: of each, its last outcome is read. */
export async function readUnknown(bus: Bus): Promise<Unknown[]> {
  const found: Unknown[] = [];
  for (const contact of await readHeld(bus)) {
    const last = await lastOf(bus, DELIVERY.name, outcomeSubject(contact));
    const held = last && readOrNull(Outcome, last)?.held;
    found.push({ ...contact, command: held ? { turnSeq: held.turnSeq, index: held.index } : null });
  }
  return found;
}
