import type { Db } from "../connection.ts";

/** How far a listener has heard: sequences of the three streams, the same before and after a rebuild. */
export interface Heard {
  readonly inbound: number;
  readonly turns: number;
  readonly delivery: number;
}

/** Rows of each stream that are told apart. Whoever missed more reads everything again anyway. */
export const CHANGES_MAX = 200;

/** Everything that is projected now: where a new listener begins. */
export async function readHeard(db: Db): Promise<Heard> {
  const rows = await db.selectFrom("read.checkpoints").select(["stream", "seq"]).execute();
  const seqOf = (stream: string) => rows.find((row) => row.stream === stream)?.seq ?? 0;
  return { inbound: seqOf("INBOUND"), turns: seqOf("TURNS"), delivery: seqOf("DELIVERY") };
}

/**
 * Conversations with something new behind `heard` and up to `upTo`, which must be projected already. Whoever shows one
 * reads it again.
 *
 * @returns null when there is too much to name
 */
export async function changesBetween(db: Db, heard: Heard, upTo: Heard) {
  const messages = await db
    .selectFrom("read.messages")
    .select(["channel", "contactKey"])
    .where("inboundSeq", ">", heard.inbound)
    .where("inboundSeq", "<=", upTo.inbound)
    .orderBy("inboundSeq")
    .limit(CHANGES_MAX + 1)
    .execute();
  const turns = await db
    .selectFrom("read.turns")
    .select(["channel", "contactKey"])
    .where("turnSeq", ">", heard.turns)
    .where("turnSeq", "<=", upTo.turns)
    .orderBy("turnSeq")
    .limit(CHANGES_MAX + 1)
    .execute();
  const deliveries = await db
    .selectFrom("read.deliveries")
    .select(["channel", "contactKey"])
    .where("changedSeq", ">", heard.delivery)
    .where("changedSeq", "<=", upTo.delivery)
    .orderBy("changedSeq")
    .limit(CHANGES_MAX + 1)
    .execute();
  if ([messages, turns, deliveries].some(({ length }) => length > CHANGES_MAX)) return null;
  const contacts = new Map(
    [...messages, ...turns, ...deliveries].map((one) => [`${one.channel}/${one.contactKey}`, one]),
  );
  return [...contacts.values()];
}
