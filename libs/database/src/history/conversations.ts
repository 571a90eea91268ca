import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { partsMatch } from "../search.ts";

export interface ConversationFilter {
  readonly search?: string | undefined;
  readonly channel?: string | undefined;
  readonly mode?: "bot" | "human" | "paused" | undefined;
  readonly step?: string | undefined;
  readonly parked?: boolean | undefined;
}
/**
 * `waitingSince` lists only those who wait for a person, the longest first when ascending. Both of the others' places
 * move with what is said; in the order they began, `firstTurnSeq`, each is met once however long the reading takes.
 */
export type ConversationOrder = "lastMessageAt" | "waitingSince" | "firstTurnSeq";

const conversations = (db: Db) =>
  db
    .selectFrom("read.conversations as c")
    .select(["c.channel", "c.contactKey", "c.name", "c.step", "c.mode", "c.humanUntil", "c.language", "c.flowVersion"])
    .select(["c.optedOut", "c.parkedSince", "c.mergedInto", "c.lastMessageAt", "c.lastPatientAt", "c.lastAnswerAt"])
    .select(["c.waitingSince", "c.unansweredSince", "c.turnCount", "c.turnSeq"]);

export async function listConversations(db: Db, filter: ConversationFilter, by: ConversationOrder, page: PageRequest) {
  let query = conversations(db).select("c.firstTurnSeq");
  const { search } = filter;
  if (search) query = query.where((eb) => eb.and(partsMatch(search, "c.searchName", "c.contactKey")));
  if (filter.channel) query = query.where("c.channel", "=", filter.channel);
  if (filter.mode) query = query.where("c.mode", "=", filter.mode);
  if (filter.step) query = query.where("c.step", "=", filter.step);
  if (filter.parked !== undefined) query = query.where("c.parkedSince", filter.parked ? "is not" : "is", null);
  if (by === "waitingSince") query = query.where("c.waitingSince", "is not", null);
  const found = await readPage(db, query, { by: `c.${by}`, id: "c.firstTurnSeq" }, page);
  const last = await lastMessages(db, found.items);
  return {
    ...found,
    items: found.items.map(({ firstTurnSeq, ...conversation }) => ({
      ...conversation,
      last: last.get(firstTurnSeq) ?? null,
    })),
  };
}

/** What was said last, for the rows of a page only: by index, one row each. */
async function lastMessages(
  db: Db,
  found: readonly { readonly channel: string; readonly contactKey: string; readonly firstTurnSeq: number }[],
) {
  if (found.length === 0) return new Map<number, { author: string; kind: string; text: string }>();
  const list = <K extends keyof (typeof found)[number]>(key: K) => found.map((one) => one[key]);
  const { rows } = await sql<{ firstTurnSeq: number; author: string; kind: string; text: string }>`
    select c.first_turn_seq, m.author, m.kind, left(m.text, 200) as text
    from unnest(${list("channel")}::text[], ${list("contactKey")}::text[], ${list("firstTurnSeq")}::bigint[])
      as c (channel, contact_key, first_turn_seq),
    lateral (select author, kind, text from read.messages m
      where m.channel = c.channel and m.contact_key = c.contact_key order by at desc, id desc limit 1) m`.execute(db);
  return new Map(rows.map(({ firstTurnSeq, ...message }) => [firstTurnSeq, message]));
}

export function findConversation(db: Db, channel: string, contactKey: string) {
  return conversations(db).where("c.channel", "=", channel).where("c.contactKey", "=", contactKey).executeTakeFirst();
}
