import { sql } from "kysely";
import type { Db } from "../connection.ts";

export interface TimelineRequest {
  readonly channel: string;
  readonly contactKey: string;
  /** Only what happened before this instant; for the page before the one at hand. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/**
 * What happened in one conversation, newest first: words with how far they came, decisions with the rule that fired, and
 * calls for a person. Each kind is read by its index, as much as one page can hold of it. `next` is what the page after
 * this one comes before; null on the last.
 */
export async function readTimeline(db: Db, { channel, contactKey, before = "infinity", limit }: TimelineRequest) {
  // One more of each kind than fits shows whether its last instant is whole.
  const most = limit + 1;
  const messages = await db
    .selectFrom("read.messages as m")
    .leftJoin("read.deliveries as d", (join) =>
      join.onRef("d.turnSeq", "=", "m.turnSeq").onRef("d.commandIndex", "=", "m.commandIndex"),
    )
    .leftJoin("read.turns as t", "t.turnSeq", "m.turnSeq")
    .select(["m.id", "m.at", "m.author", "m.kind", "m.text", "m.media", "m.editedAt", "m.revokedAt"])
    .select(["m.inboundSeq", "m.turnSeq", "m.commandIndex", "t.rule", "d.status", "d.code", "d.attempts"])
    .select(["d.settledAs", "d.acceptedAt", "d.sentAt", "d.receivedAt", "d.readAt"])
    .where("m.channel", "=", channel)
    .where("m.contactKey", "=", contactKey)
    .where("m.at", "<", before)
    .orderBy("m.at", "desc")
    .orderBy("m.id", "desc")
    .limit(most)
    .execute();
  const turns = await db
    .selectFrom("read.turns")
    .select(["turnSeq", sql<string>`decided_at`.as("at"), "lane", "outcome", "rule", "engineVersion", "flowVersion"])
    .select(["eventType", "eventSeq", "eventId", "previousTurnSeq", "step", "mode", "commandCount", "traceId"])
    .where("channel", "=", channel)
    .where("contactKey", "=", contactKey)
    .where("decidedAt", "<", before)
    .orderBy("decidedAt", "desc")
    .orderBy("turnSeq", "desc")
    .limit(most)
    .execute();
  const handoffs = await db
    .selectFrom("read.handoffs")
    .select(["turnSeq", "commandIndex", sql<string>`asked_at`.as("at"), "reason", "team", "priority", "summary"])
    .select(["firstHumanAt", "resolvedAt"])
    .where("channel", "=", channel)
    .where("contactKey", "=", contactKey)
    .where("askedAt", "<", before)
    .orderBy("askedAt", "desc")
    .limit(most)
    .execute();
  const items = [
    // At the same instant: what was heard, what was decided, what was said and who was called.
    ...messages.map((one) => ({ type: "message" as const, rank: one.turnSeq === null ? 0 : 2, ...one })),
    ...turns.map((one) => ({ type: "turn" as const, rank: 1, ...one })),
    ...handoffs.map((one) => ({ type: "handoff" as const, rank: 3, ...one })),
  ].sort((a, b) => (a.at === b.at ? b.rank - a.rank : a.at < b.at ? 1 : -1));
  const kept = wholeInstants(items, limit).map(({ rank: _rank, ...item }) => item);
  return { items: kept, next: kept.length < items.length ? (kept.at(-1)?.at ?? null) : null };
}

/** Cut between two instants, so that the next page begins with the next one and nothing falls between. */
function wholeInstants<T extends { readonly at: string }>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  const cutAt = items[limit]!.at;
  const kept = items.slice(0, limit).filter(({ at }) => at > cutAt);
  // All of one instant: rather a long page than none.
  return kept.length > 0 ? kept : items.filter(({ at }) => at === cutAt);
}
