import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ContactRef } from "../people/contacts.ts";

/** Who may be given a conversation: who may answer patients, and has not been switched off. */
export function findAssignable(db: Db, userId: string) {
  return db
    .selectFrom("users")
    .select(["id", "name"])
    .where("id", "=", userId)
    .where("active", "=", true)
    .where("role", "in", ["admin", "attendant"])
    .executeTakeFirst();
}

/** Gives a conversation to a user, or to no one. */
export async function assignConversation(
  db: Db,
  { channel, contactKey }: ContactRef,
  { userId, by }: { readonly userId: string | null; readonly by: string },
): Promise<void> {
  if (userId === null) {
    const all = db.deleteFrom("conversationAssignments");
    await all.where("channel", "=", channel).where("contactKey", "=", contactKey).execute();
    return;
  }
  const assignment = { userId, assignedBy: by, assignedAt: sql<string>`now()` };
  await db
    .insertInto("conversationAssignments")
    .values({ channel, contactKey, ...assignment })
    .onConflict((oc) => oc.columns(["channel", "contactKey"]).doUpdateSet(assignment))
    .execute();
}

/**
 * Notes that a user has read a conversation up to an instant. The mark never moves back, and never past the patient's
 * last message, so that what comes next is new by any clock.
 *
 * @returns false when there is no such conversation
 */
export async function markRead(
  db: Db,
  userId: string,
  { channel, contactKey }: ContactRef,
  upTo: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into conversation_reads as r (user_id, channel, contact_key, read_to)
    select ${userId}, c.channel, c.contact_key, least(${upTo}::timestamptz, coalesce(c.last_patient_at, c.last_message_at))
    from read.conversations c where c.channel = ${channel} and c.contact_key = ${contactKey}
    on conflict (user_id, channel, contact_key) do update set read_to = greatest(r.read_to, excluded.read_to)
    returning read_to`.execute(db);
  return rows.length > 0;
}

export async function addConversationNote(
  db: Db,
  note: ContactRef & { readonly authorId: string; readonly text: string },
): Promise<{ id: string; createdAt: string }> {
  return db.insertInto("conversationNotes").values(note).returning(["id", "createdAt"]).executeTakeFirstOrThrow();
}

/** Takes a note of one's own away. */
export async function deleteConversationNote(
  db: Db,
  { channel, contactKey }: ContactRef,
  { id, authorId }: { readonly id: string; readonly authorId: string },
): Promise<"deleted" | "not-found" | "of-another"> {
  const note = await db
    .selectFrom("conversationNotes")
    .select("authorId")
    .where("id", "=", id)
    .where("channel", "=", channel)
    .where("contactKey", "=", contactKey)
    .forUpdate()
    .executeTakeFirst();
  if (!note) return "not-found";
  if (note.authorId !== authorId) return "of-another";
  await db.deleteFrom("conversationNotes").where("id", "=", id).execute();
  return "deleted";
}
