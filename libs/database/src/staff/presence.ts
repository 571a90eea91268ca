import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ContactRef } from "../people/contacts.ts";

export type PresenceState = "looking" | "typing";

export interface Present {
  readonly channel: string;
  readonly contactKey: string;
  readonly userId: string;
  readonly name: string;
  readonly state: PresenceState;
}

/** Each is told to everybody who listens; a clinic has tens of people. */
const PRESENT_MAX = 500;

/** A user looks at a conversation or types in it, for so long unless they say so again; null: they have gone. */
export async function notePresence(
  db: Db,
  { userId, channel, contactKey }: ContactRef & { readonly userId: string },
  state: PresenceState | null,
  seconds: number,
): Promise<void> {
  if (state === null) {
    const all = db.deleteFrom("conversationPresence").where("userId", "=", userId);
    await all.where("channel", "=", channel).where("contactKey", "=", contactKey).execute();
    return;
  }
  const seen = { state, until: sql<string>`now() + make_interval(secs => ${seconds})` };
  await db
    .insertInto("conversationPresence")
    .values({ userId, channel, contactKey, ...seen })
    .onConflict((oc) => oc.columns(["userId", "channel", "contactKey"]).doUpdateSet(seen))
    .execute();
}

/** Who is at which conversation now, always in the same order. */
export async function readPresence(db: Db): Promise<Present[]> {
  return db
    .selectFrom("conversationPresence as p")
    .innerJoin("users as u", "u.id", "p.userId")
    .select(["p.channel", "p.contactKey", "p.userId", "u.name", sql<PresenceState>`p.state`.as("state")])
    .where("p.until", ">", sql<string>`now()`)
    .orderBy("p.channel")
    .orderBy("p.contactKey")
    .orderBy("p.userId")
    .limit(PRESENT_MAX)
    .execute();
}
