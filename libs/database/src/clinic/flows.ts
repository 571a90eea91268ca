import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { namesMatch } from "../search.ts";

/** Flows with their newest published version and whether they have a draft. */
export function listFlows(
  db: Db,
  filter: { readonly search?: string | undefined },
  sort: "name" | "created",
  page: PageRequest,
) {
  let query = db
    .selectFrom("flows")
    .leftJoin("flowDrafts", "flowDrafts.flowId", "flows.id")
    .select(["flows.id", "slug", "name", "flows.createdAt", "flowDrafts.updatedAt as draftUpdatedAt"])
    .select(
      sql<number | null>`(select max(number) from flow_versions v where v.flow_id = flows.id)`.as("publishedNumber"),
    );
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("flows.searchName", filter.search ?? "")));
  return readPage(db, query, { by: sort === "name" ? "flows.searchName" : "flows.id", id: "flows.id" }, page);
}

export function findFlow(db: Db, id: string) {
  return db.selectFrom("flows").selectAll().where("id", "=", id).executeTakeFirst();
}

export function insertFlow(db: Db, flow: { readonly slug: string; readonly name: string }) {
  return db.insertInto("flows").values(flow).returningAll().executeTakeFirstOrThrow();
}

export function findDraft(db: Db, flowId: string) {
  return db.selectFrom("flowDrafts").selectAll().where("flowId", "=", flowId).executeTakeFirst();
}

/** Saves a draft whose last version is known; 0 for a new one. Undefined: another user was first. */
export async function saveDraft(
  db: Db,
  draft: {
    readonly flowId: string;
    readonly content: unknown;
    readonly baseNumber: number | null;
    readonly updatedBy: string;
    readonly version: number;
  },
) {
  const { flowId, version, baseNumber, updatedBy } = draft;
  const content = JSON.stringify(draft.content);
  if (version === 0)
    return db
      .insertInto("flowDrafts")
      .values({ flowId, content, baseNumber, updatedBy })
      .onConflict((oc) => oc.column("flowId").doNothing())
      .returningAll()
      .executeTakeFirst();
  return db
    .updateTable("flowDrafts")
    .set({ content, baseNumber, updatedBy })
    .where("flowId", "=", flowId)
    .where("version", "=", version)
    .returningAll()
    .executeTakeFirst();
}

/** What was published of a flow, without its files, the newest first. */
export function listFlowVersions(db: Db, flowId: string) {
  return db
    .selectFrom("flowVersions")
    .innerJoin("users", "users.id", "flowVersions.publishedBy")
    .select(["number", "hash", "note", "publishedAt", "users.name as publishedBy"])
    .where("flowId", "=", flowId)
    .orderBy("number", "desc")
    .execute();
}

export function findFlowVersion(db: Db, flowId: string, number: number) {
  return db
    .selectFrom("flowVersions")
    .selectAll()
    .where("flowId", "=", flowId)
    .where("number", "=", number)
    .executeTakeFirst();
}

/** Adds the next version. Two at once: one of them violates the primary key. */
export function addFlowVersion(
  db: Db,
  version: {
    readonly flowId: string;
    readonly hash: string;
    readonly content: unknown;
    readonly note: string | null;
    readonly publishedBy: string;
  },
) {
  const { flowId } = version;
  return db
    .insertInto("flowVersions")
    .values({
      ...version,
      content: JSON.stringify(version.content),
      number: sql<number>`(select coalesce(max(number), 0) + 1 from flow_versions where flow_id = ${flowId})`,
    })
    .returning(["number", "hash", "note", "publishedAt"])
    .executeTakeFirstOrThrow();
}
