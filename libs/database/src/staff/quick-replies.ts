import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { namesMatch } from "../search.ts";

/** Answers that are kept ready, by their titles; a search looks at titles and shortcuts. */
export function listQuickReplies(db: Db, filter: { readonly search?: string | undefined }, page: PageRequest) {
  let query = db
    .selectFrom("quickReplies")
    .select(["id", "title", "shortcut", "text", "createdAt", "updatedAt", "version"]);
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("quickReplies.searchName", filter.search ?? "")));
  return readPage(db, query, { by: "quickReplies.searchName", id: "quickReplies.id" }, page);
}

/** False: it has another version, or never was. */
export async function deleteQuickReply(db: Db, { id, version }: { id: string; version: number }): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("quickReplies")
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
