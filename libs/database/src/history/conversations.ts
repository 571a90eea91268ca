import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage, TOTAL_EXACT_MAX } from "../page.ts";
import type { Language } from "../schema.ts";
import { type ConversationFilter, conditionsOf, hitsOf } from "./conversation-filter.ts";
import { NOTHING_KNOWN, rowDetails } from "./conversation-rows.ts";
import type { ConversationMode } from "./kinds.ts";

/**
 * `waitingSince` and `unansweredSince` list only those who wait, the longest first when ascending. The others' places
 * move with what is said; in the order they began, `firstTurnSeq`, each is met once however long the reading takes.
 */
export type ConversationOrder = "lastMessageAt" | "waitingSince" | "unansweredSince" | "firstTurnSeq";

const conversations = (db: Db) =>
  db
    .selectFrom("read.conversations as c")
    .select(["c.channel", "c.contactKey", "c.name", "c.step", "c.humanUntil", "c.flowVersion"])
    .select([sql<ConversationMode>`c.mode`.as("mode"), sql<Language>`c.language`.as("language")])
    .select(["c.optedOut", "c.parkedSince", "c.mergedInto", "c.lastMessageAt", "c.lastPatientAt", "c.lastAnswerAt"])
    .select(["c.waitingSince", "c.unansweredSince", "c.turnCount", "c.turnSeq", "c.firstTurnSeq", "c.sessionSeq"]);

export async function listConversations(db: Db, filter: ConversationFilter, by: ConversationOrder, page: PageRequest) {
  const hits = await hitsOf(db, filter.search);
  let query = conversations(db).where((eb) => eb.and(conditionsOf(filter, hits)));
  if (by === "waitingSince" || by === "unansweredSince") query = query.where(`c.${by}`, "is not", null);
  const found = await readPage(db, query, { by: `c.${by}`, id: "c.firstTurnSeq" }, page);
  const details = await rowDetails(db, found.items, filter.viewerId);
  return {
    ...found,
    items: found.items.map(({ firstTurnSeq, sessionSeq: _session, ...conversation }) => ({
      ...conversation,
      ...(details.get(firstTurnSeq) ?? NOTHING_KNOWN),
    })),
  };
}

/** What each tab of an inbox asks for, on top of the other filters. */
const TABS = {
  all: {},
  waiting: { waiting: true },
  unanswered: { unanswered: true },
  unread: { unread: true },
  unassigned: { assignee: "none" },
} as const satisfies Record<string, Partial<ConversationFilter>>;
export type ConversationCounts = Readonly<Record<keyof typeof TABS | "mine", number>>;

/** How many each tab lists, by the conditions of the list itself; up to one more than `TOTAL_EXACT_MAX`. */
export async function countConversations(
  db: Db,
  filter: ConversationFilter,
  viewerId: string,
): Promise<ConversationCounts> {
  const hits = await hitsOf(db, filter.search);
  const tabs = Object.entries({ ...TABS, mine: { assignee: viewerId } }).map(([tab, more]) => {
    const where = conditionsOf({ ...filter, viewerId, ...more }, hits);
    const condition = where.length === 0 ? sql`true` : sql.join(where, sql` and `);
    return sql`(select count(*) from (
      select from read.conversations c where ${condition} limit ${TOTAL_EXACT_MAX + 1}) counted) as ${sql.id(tab)}`;
  });
  const { rows } = await sql<ConversationCounts>`select ${sql.join(tabs)}`.execute(db);
  return rows[0]!;
}

export async function findConversation(db: Db, channel: string, contactKey: string, viewerId?: string) {
  const found = await conversations(db)
    .select("c.collected")
    .where("c.channel", "=", channel)
    .where("c.contactKey", "=", contactKey)
    .executeTakeFirst();
  if (!found) return undefined;
  const { firstTurnSeq, sessionSeq: _session, collected, ...conversation } = found;
  const details = (await rowDetails(db, [found], viewerId)).get(firstTurnSeq) ?? NOTHING_KNOWN;
  return { ...conversation, ...details, collected: (collected ?? {}) as Readonly<Record<string, string>> };
}
