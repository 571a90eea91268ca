import type { Db } from "../connection.ts";
import type { Language } from "../schema.ts";

/** How one user likes the panel. */
export interface Preferences {
  readonly language: Language;
  readonly theme: "light" | "dark" | "system";
  readonly sound: boolean;
  readonly notifications: boolean;
  /** Small choices of the panel, by names of its own. */
  readonly choices: Readonly<Record<string, string | number | boolean>>;
}

/** Undefined: as everybody's are at first. */
export function readPreferences(db: Db, userId: string): Promise<Preferences | undefined> {
  return db
    .selectFrom("userPreferences")
    .select(["language", "theme", "sound", "notifications", "choices"])
    .where("userId", "=", userId)
    .$castTo<Preferences>()
    .executeTakeFirst();
}

/** The last one who writes is right: they are one person's. */
export async function writePreferences(db: Db, userId: string, preferences: Preferences): Promise<void> {
  const row = { ...preferences, choices: JSON.stringify(preferences.choices) };
  await db
    .insertInto("userPreferences")
    .values({ userId, ...row })
    .onConflict((oc) => oc.column("userId").doUpdateSet(row))
    .execute();
}
