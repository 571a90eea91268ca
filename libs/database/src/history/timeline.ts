import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../connection.ts";
import type {
  ConversationMode,
  DeliveryStatus,
  HandoffPriority,
  MessageAuthor,
  MessageKind,
  SettledAs,
  TurnLane,
  TurnOutcome,
} from "./kinds.ts";
import type { MessageDetails } from "./message-details.ts";

export interface TimelineRequest {
  readonly channel: string;
  readonly contactKey: string;
  /** Only what happened before this instant; for the page before the one at hand. */
  readonly before?: string | undefined;
  /** Only what happened after this instant, and of that the earliest; for what came since. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * What happened in one conversation, newest first: words with how far they came, decisions with the rule that fired, calls
 * for a person, and notes of the team. Each kind is read by its index, as much as one page can hold of it. `next` is what
 * the page behind this one comes before, or after; null on the last.
 */
export async function readTimeline(db: Db, request: TimelineRequest) {
  const { limit } = request;
  const items = [
    // At the same instant: what was heard, what was decided, what was said, who was called, and what the team notes.
    ...(await messagesOf(db, request)).map((one) => ({
      type: "message" as const,
      rank: one.turnSeq === null ? 0 : 2,
      ...one,
    })),
    ...(await turnsOf(db, request)).map((one) => ({ type: "turn" as const, rank: 1, ...one })),
    ...(await handoffsOf(db, request)).map((one) => ({ type: "handoff" as const, rank: 3, ...one })),
    ...(await notesOf(db, request)).map((one) => ({ type: "note" as const, rank: 4, ...one })),
  ].sort((a, b) => (a.at === b.at ? b.rank - a.rank : a.at < b.at ? 1 : -1));
  const isForward = request.after !== undefined;
  const kept = wholeInstants(isForward ? items.reverse() : items, limit).map(({ rank: _rank, ...item }) => item);
  const next = kept.length < items.length ? (kept.at(-1)?.at ?? null) : null;
  return { items: isForward ? kept.reverse() : kept, next };
}

function messagesOf(db: Db, request: TimelineRequest) {
  const query = db
    .selectFrom("read.messages as m")
    .leftJoin("read.deliveries as d", (join) =>
      join.onRef("d.turnSeq", "=", "m.turnSeq").onRef("d.commandIndex", "=", "m.commandIndex"),
    )
    .leftJoin("read.turns as t", "t.turnSeq", "m.turnSeq")
    .select(["m.id", "m.at", "m.text", "m.editedAt", "m.revokedAt"])
    .select([sql<MessageAuthor>`m.author`.as("author"), sql<MessageKind>`m.kind`.as("kind")])
    .select(sql<Readonly<Record<string, string | string[]>> | null>`m.media`.as("media"))
    .select(["m.inboundSeq", "m.turnSeq", "m.commandIndex", "t.rule", "d.code", "d.attempts"])
    .select(sql<DeliveryStatus | null>`d.status`.as("status"))
    .select(sql<SettledAs | null>`d.settled_as`.as("settledAs"))
    .select(["d.acceptedAt", "d.sentAt", "d.receivedAt", "d.readAt"])
    .select(sql<MessageDetails | null>`m.details`.as("details"));
  return within(query, { table: "m", at: "at", id: "id" }, request).execute();
}

function turnsOf(db: Db, request: TimelineRequest) {
  const query = db
    .selectFrom("read.turns as t")
    .select(["t.turnSeq", sql<string>`t.decided_at`.as("at"), "t.rule", "t.engineVersion"])
    .select(["t.flowVersion", "t.eventType", "t.eventSeq", "t.eventId", "t.previousTurnSeq", "t.step"])
    .select([sql<ConversationMode>`t.mode`.as("mode"), sql<TurnLane>`t.lane`.as("lane")])
    .select(sql<TurnOutcome>`t.outcome`.as("outcome"))
    .select(["t.commandCount", "t.traceId"]);
  return within(query, { table: "t", at: "decidedAt", id: "turnSeq" }, request).execute();
}

function handoffsOf(db: Db, request: TimelineRequest) {
  const query = db
    .selectFrom("read.handoffs as h")
    .select(["h.turnSeq", "h.commandIndex", sql<string>`h.asked_at`.as("at"), "h.reason", "h.team"])
    .select(sql<HandoffPriority>`h.priority`.as("priority"))
    .select(["h.firstHumanAt", "h.resolvedAt", sql<Record<string, string>>`h.summary`.as("summary")]);
  return within(query, { table: "h", at: "askedAt", id: "turnSeq" }, request).execute();
}

function notesOf(db: Db, request: TimelineRequest) {
  const query = db
    .selectFrom("conversationNotes as n")
    .innerJoin("users as u", "u.id", "n.authorId")
    .select(["n.id", "n.createdAt as at", "n.authorId", "u.name as author", "n.text"]);
  return within(query, { table: "n", at: "createdAt", id: "id" }, request).execute();
}

/** The rows of one conversation on one side of an instant, those next to it first. */
function within<Row>(
  // The tables of the query do not matter here, and its type says nothing else.
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  query: SelectQueryBuilder<any, any, Row>,
  { table, at, id }: { readonly table: string; readonly at: string; readonly id: string },
  { channel, contactKey, before, after, limit }: TimelineRequest,
) {
  const direction = after === undefined ? "desc" : "asc";
  let rows = query.where(`${table}.channel`, "=", channel).where(`${table}.contactKey`, "=", contactKey);
  if (before !== undefined) rows = rows.where(`${table}.${at}`, "<", before);
  if (after !== undefined) rows = rows.where(`${table}.${at}`, ">", after);
  // One more of each kind than fits shows whether its last instant is whole.
  return rows
    .orderBy(`${table}.${at}`, direction)
    .orderBy(`${table}.${id}`, direction)
    .limit(limit + 1);
}

/** Cut between two instants, so that the next page begins with the next one and nothing falls between. */
function wholeInstants<T extends { readonly at: string }>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  const cutAt = items[limit]!.at;
  const end = items.slice(0, limit).findIndex(({ at }) => at === cutAt);
  const kept = items.slice(0, end === -1 ? limit : end);
  // All of one instant: rather a long page than none.
  return kept.length > 0 ? kept : items.filter(({ at }) => at === cutAt);
}

export interface MessageReferred {
  /** The gateway's id, by which others refer to it. */
  readonly messageId: string;
  readonly id: string;
  readonly author: MessageAuthor;
  readonly kind: MessageKind;
  readonly text: string;
}

/** The messages of a conversation that have these ids at the gateway: of the patient, of the clinic's phone, and ours. */
export async function findByGatewayIds(
  db: Db,
  { channel, contactKey }: Pick<TimelineRequest, "channel" | "contactKey">,
  messageIds: readonly string[],
): Promise<MessageReferred[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<MessageReferred>`
    with ids as (select unnest(${[...new Set(messageIds)]}::text[]) as message_id)
    select m.message_id, m.id, m.author, m.kind, left(m.text, 200) as text
    from ids join read.messages m on m.channel = ${channel} and m.message_id = ids.message_id
    where m.contact_key = ${contactKey} and m.kind <> 'reaction'
    union all
    select d.message_id, m.id, m.author, m.kind, left(m.text, 200)
    from ids join read.deliveries d on d.channel = ${channel} and d.message_id = ids.message_id
    join read.messages m on m.channel = d.channel and m.contact_key = d.contact_key
      and m.id = 'turn-' || lpad(d.turn_seq::text, 12, '0') || '-' || lpad(d.command_index::text, 3, '0')
    where d.contact_key = ${contactKey}`.execute(db);
  return rows;
}

/** A message of this conversation, with what the gateway calls it; null: it has not told yet. */
export function findMessage(
  db: Db,
  { channel, contactKey }: Pick<TimelineRequest, "channel" | "contactKey">,
  id: string,
) {
  return db
    .selectFrom("read.messages as m")
    .leftJoin("read.deliveries as d", (join) =>
      join.onRef("d.turnSeq", "=", "m.turnSeq").onRef("d.commandIndex", "=", "m.commandIndex"),
    )
    .select(["m.at", "m.text", sql<string | null>`coalesce(m.message_id, d.message_id)`.as("messageId")])
    .where("m.channel", "=", channel)
    .where("m.contactKey", "=", contactKey)
    .where("m.id", "=", id)
    .executeTakeFirst();
}
