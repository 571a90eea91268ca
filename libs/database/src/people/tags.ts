import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { namesMatch } from "../search.ts";

/** Tags whose names hold these words, in the order of their names. */
export function listTags(db: Db, filter: { readonly search?: string | undefined }, page: PageRequest) {
  let query = db.selectFrom("tags").select(["id", "name", "color", "createdAt", "updatedAt", "version"]);
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("tags.searchName", filter.search ?? "")));
  return readPage(db, query, { by: "tags.searchName", id: "tags.id" }, page);
}

/** False: it has another version, or never was. */
export async function deleteTag(db: Db, { id, version }: { id: string; version: number }): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("tags")
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export function tagsOf(db: Db, patientId: string) {
  return db
    .selectFrom("patientTags")
    .innerJoin("tags", "tags.id", "patientTags.tagId")
    .select(["tags.id", "name", "color"])
    .where("patientId", "=", patientId)
    .orderBy("name")
    .execute();
}

/** Puts tags on patients and takes others off, for one or for many at once. */
export async function changeTags(
  db: Db,
  patientIds: readonly string[],
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<void> {
  if (change.remove.length > 0)
    await db
      .deleteFrom("patientTags")
      .where("patientId", "in", patientIds)
      .where("tagId", "in", change.remove)
      .execute();
  const pairs = patientIds.flatMap((patientId) => change.add.map((tagId) => ({ patientId, tagId })));
  if (pairs.length === 0) return;
  await db
    .insertInto("patientTags")
    .values(pairs)
    .onConflict((oc) => oc.doNothing())
    .execute();
}
