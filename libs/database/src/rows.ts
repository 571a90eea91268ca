import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Db } from "./connection.ts";
import type { DB } from "./schema.ts";

/** Tables whose rows have an id of their own and count their changes. */
export type VersionedTable =
  | "appointments"
  | "contacts"
  | "guardians"
  | "notes"
  | "patients"
  | "professionals"
  | "quickReplies"
  | "services"
  | "tags"
  | "users";
/** Of those, the ones whose rows can be wanted back. */
export type SoftDeletedTable = Extract<
  VersionedTable,
  "contacts" | "guardians" | "notes" | "patients" | "professionals" | "services"
>;

/*
 * The functions below are the same SQL for every such table. Kysely cannot type a query over a table that is only
 * known as a type parameter, so inside they speak of one table, and outside of the caller's.
 */
type Any = "patients";
const as = <T>(row: unknown) => row as T;

export async function findRow<T extends VersionedTable>(
  db: Db,
  table: T,
  id: string,
): Promise<Selectable<DB[T]> | undefined> {
  return as(
    await db
      .selectFrom(table as Any)
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst(),
  );
}

/** Kinds of records that others refer to. */
export type ReferredTable = Exclude<VersionedTable, "quickReplies" | "notes" | "contacts"> | "channels";
/** Which of these are not there, or were deleted. */
export async function missingRows(
  db: Db,
  table: ReferredTable,
  ids: readonly string[],
  { mayBeDeleted }: { readonly mayBeDeleted: boolean },
): Promise<string[]> {
  const there = await db
    .selectFrom(table as Any)
    .select("id")
    .where("id", "in", ids)
    .$if(SOFT_DELETED.has(table) && !mayBeDeleted, (query) => query.where("deletedAt", "is", null))
    .execute();
  const found = new Set(there.map(({ id }) => id.toLowerCase()));
  return ids.filter((id) => !found.has(id.toLowerCase()));
}

/** The row, held until the transaction ends: it is not deleted meanwhile. */
export async function findRowHeld<T extends VersionedTable>(
  trx: Db,
  table: T,
  id: string,
): Promise<Selectable<DB[T]> | undefined> {
  return as(
    await trx
      .selectFrom(table as Any)
      .selectAll()
      .where("id", "=", id)
      .forShare()
      .executeTakeFirst(),
  );
}

export async function insertRow<T extends VersionedTable>(
  db: Db,
  table: T,
  row: Insertable<DB[T]>,
): Promise<Selectable<DB[T]>> {
  return as(
    await db
      .insertInto(table as Any)
      .values(as(row))
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Changes the row if it still has this version. Undefined: it has another, is deleted, or never was. */
export async function updateRow<T extends VersionedTable>(
  db: Db,
  table: T,
  key: { readonly id: string; readonly version: number },
  patch: Updateable<DB[T]>,
): Promise<Selectable<DB[T]> | undefined> {
  const query = db
    .updateTable(table as Any)
    // The trigger counts from the stored version; naming it here lets an empty patch be a change like any other.
    .set({ version: key.version, ...as<object>(patch) })
    .where("id", "=", key.id)
    .where("version", "=", key.version)
    .returningAll();
  return as(await (SOFT_DELETED.has(table) ? query.where("deletedAt", "is", null) : query).executeTakeFirst());
}

const SOFT_DELETED: ReadonlySet<string> = new Set<SoftDeletedTable>([
  "contacts",
  "guardians",
  "notes",
  "patients",
  "professionals",
  "services",
]);

/** Marks the row as deleted if it still has this version. */
export function deleteRow<T extends SoftDeletedTable>(
  db: Db,
  table: T,
  key: { readonly id: string; readonly version: number },
): Promise<Selectable<DB[T]> | undefined> {
  return updateRow(db, table, key, as({ deletedAt: sql`now()` }));
}

/** Brings a deleted row back. A row that was merged stays where it went. */
export async function restoreRow<T extends SoftDeletedTable>(
  db: Db,
  table: T,
  key: { readonly id: string; readonly version: number },
): Promise<Selectable<DB[T]> | undefined> {
  return as(
    await db
      .updateTable(table as Any)
      .set({ deletedAt: null })
      .where("id", "=", key.id)
      .where("version", "=", key.version)
      .where("deletedAt", "is not", null)
      .returningAll()
      .executeTakeFirst(),
  );
}
