import type { Db } from "../connection.ts";

/** What a saved view is, apart from its place among others. */
export interface NewView {
  readonly page: string;
  readonly name: string;
  /** Filters, order and columns, as the page's address holds them. */
  readonly query: string;
  readonly position: number;
}

const COLUMNS = ["id", "page", "name", "query", "position", "createdAt", "updatedAt", "version"] as const;

/** One user's, page by page in their order. */
export function listViews(db: Db, userId: string) {
  return db
    .selectFrom("savedViews")
    .select(COLUMNS)
    .where("userId", "=", userId)
    .orderBy("page")
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** A row that two who add at once cannot both pass: how many views a user has is counted under it. */
export async function lockViews(trx: Db, userId: string): Promise<void> {
  await trx.selectFrom("users").select("id").where("id", "=", userId).forUpdate().execute();
}

export function addView(db: Db, userId: string, view: NewView) {
  return db
    .insertInto("savedViews")
    .values({ userId, ...view })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

export interface ViewKey {
  readonly id: string;
  readonly userId: string;
  readonly version: number;
}

export function findView(db: Db, { id, userId }: Omit<ViewKey, "version">) {
  return db
    .selectFrom("savedViews")
    .select(COLUMNS)
    .where("id", "=", id)
    .where("userId", "=", userId)
    .executeTakeFirst();
}

/** Undefined: it has another version, or the user has no such view. */
export function updateView(db: Db, key: ViewKey, patch: Partial<Omit<NewView, "page">>) {
  return (
    db
      .updateTable("savedViews")
      // Naming it lets an empty patch be a change like any other.
      .set({ version: key.version, ...patch })
      .where("id", "=", key.id)
      .where("userId", "=", key.userId)
      .where("version", "=", key.version)
      .returning(COLUMNS)
      .executeTakeFirst()
  );
}

/** False: it has another version, or the user has no such view. */
export async function deleteView(db: Db, { id, userId, version }: ViewKey): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("savedViews")
    .where("id", "=", id)
    .where("userId", "=", userId)
    .where("version", "=", version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
