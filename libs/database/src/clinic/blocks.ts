import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import type { ContactRef } from "../people/contacts.ts";

/** In force: neither lifted nor over. */
const inForce = sql<boolean>`(blocks.lifted_at is null and (blocks.until is null or blocks.until > now()))`;

const blocks = (db: Db) =>
  db
    .selectFrom("blocks")
    .innerJoin("users", "users.id", "blocks.blockedBy")
    .select([
      "blocks.id",
      "channel",
      "contactKey",
      "reason",
      "until",
      "blockedAt",
      "users.name as blockedBy",
      "liftedAt",
    ])
    .select(inForce.as("inForce"));

export function listBlocks(
  db: Db,
  filter: {
    readonly inForce?: boolean | undefined;
    readonly channel?: string | undefined;
    readonly contactKey?: string | undefined;
  },
  page: PageRequest,
) {
  let query = blocks(db);
  if (filter.inForce !== undefined) query = query.where(inForce, "=", filter.inForce);
  if (filter.channel) query = query.where("channel", "=", filter.channel);
  if (filter.contactKey) query = query.where("contactKey", "=", filter.contactKey);
  return readPage(db, query, { by: "blocks.id", id: "blocks.id" }, page);
}

export function findBlock(db: Db, id: string) {
  return blocks(db).where("blocks.id", "=", id).executeTakeFirst();
}

/** Blocks a contact. An older block that is over makes room; one in force makes this a violation. */
export async function addBlock(
  db: Db,
  block: ContactRef & { readonly reason: string; readonly until: string | null; readonly blockedBy: string },
): Promise<string> {
  await db
    .updateTable("blocks")
    .set({ liftedAt: sql`until`, liftedBy: sql`blocked_by` })
    .where("channel", "=", block.channel)
    .where("contactKey", "=", block.contactKey)
    .where("liftedAt", "is", null)
    .where("until", "<=", sql<string>`now()`)
    .execute();
  const { id } = await db.insertInto("blocks").values(block).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** Blocks one contact as long as another: of two who are one person the stricter counts. */
export async function carryBlock(db: Db, channel: string, { from, to }: { from: string; to: string }): Promise<void> {
  const blockOf = (contactKey: string) =>
    db
      .selectFrom("blocks")
      .select(["id", "reason", "until", "blockedBy"])
      .where("channel", "=", channel)
      .where("contactKey", "=", contactKey)
      .where(inForce)
      .executeTakeFirst();
  const [block, own] = [await blockOf(from), await blockOf(to)];
  if (!block) return;
  const { id: _, ...said } = block;
  if (!own) await addBlock(db, { channel, contactKey: to, ...said });
  else if (own.until !== null && (block.until === null || block.until > own.until))
    await db.updateTable("blocks").set({ until: block.until }).where("id", "=", own.id).execute();
}

export async function liftBlock(db: Db, id: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("blocks")
    .set({ liftedAt: sql`now()`, liftedBy: by })
    .where("id", "=", id)
    .where("liftedAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lifts the blocks whose time is over and says which they were. */
export function takeOverdueBlocks(db: Db) {
  return db
    .updateTable("blocks")
    .set({ liftedAt: sql`until`, liftedBy: sql`blocked_by` })
    .where("liftedAt", "is", null)
    .where("until", "<=", sql<string>`now()`)
    .returning(["id", "channel", "contactKey"])
    .execute();
}
