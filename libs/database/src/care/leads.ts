import { type Insertable, sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { peopleBehind } from "../people/contacts.ts";
import type { LeadHandling, LeadStatus } from "../schema.ts";
import { namesMatch } from "../search.ts";

export interface LeadFilter {
  readonly search?: string | undefined;
  readonly status?: LeadStatus | "new" | undefined;
  readonly assigneeId?: string | undefined;
  readonly contactKey?: string | undefined;
  readonly channel?: string | undefined;
  readonly service?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Null where it was not learned. */
const captured = (name: string) => sql<string | null>`read.leads.captured ->> ${sql.lit(name)}`;

/** A lead is new until something was done with it, and again where that was taken back. */
const leads = (db: Db) =>
  db
    .selectFrom("read.leads")
    .leftJoin("leadHandling", "leadHandling.leadId", "read.leads.id")
    .leftJoin("users", "users.id", "leadHandling.assigneeId")
    .leftJoin("services", "services.slug", "read.leads.service")
    .leftJoin("contacts", (join) =>
      join
        .onRef("contacts.channel", "=", "read.leads.channel")
        .onRef("contacts.contactKey", "=", "read.leads.contactKey")
        .on("contacts.deletedAt", "is", null),
    )
    .select(["read.leads.id", "read.leads.channel", "read.leads.contactKey", "capturedAt", "read.leads.name"])
    .select(["service", "team", "read.leads.reason", "kind", "read.leads.language"])
    .select(sql<Record<string, string>>`read.leads.captured`.as("captured"))
    .select([captured("for_whom").as("forWhom"), captured("patient_name").as("patientName")])
    .select(sql<number>`greatest(0, floor(extract(epoch from now() - captured_at) / 60))::bigint`.as("ageMinutes"))
    .select(sql<string | null>`services.texts #>> '{pt,name}'`.as("serviceName"))
    .select(["contacts.displayName as contact", peopleBehind.as("people")])
    .select(sql<LeadStatus | "new">`coalesce(lead_handling.status::text, 'new')`.as("status"))
    .select(["assigneeId", "users.name as assignee", "patientId", "guardianId", "discardReason"])
    .select(sql<number>`coalesce(lead_handling.version, 0)`.as("version"));

export function listLeads(db: Db, filter: LeadFilter, page: PageRequest) {
  let query = leads(db);
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("read.leads.searchName", filter.search ?? "")));
  if (filter.status === "new") query = query.where("leadHandling.status", "is", null);
  else if (filter.status) query = query.where("leadHandling.status", "=", filter.status);
  if (filter.assigneeId) query = query.where("assigneeId", "=", filter.assigneeId);
  if (filter.contactKey) query = query.where("read.leads.contactKey", "=", filter.contactKey);
  if (filter.channel) query = query.where("read.leads.channel", "=", filter.channel);
  if (filter.service) query = query.where("service", "=", filter.service);
  if (filter.from) query = query.where("capturedAt", ">=", filter.from);
  if (filter.to) query = query.where("capturedAt", "<", filter.to);
  return readPage(db, query, { by: "read.leads.capturedAt", id: "read.leads.id" }, page);
}

export function findLead(db: Db, id: string) {
  return leads(db).where("read.leads.id", "=", id).executeTakeFirst();
}

/**
 * What staff make of a lead. `version` is that of the handling before, 0 for a new lead.
 *
 * @returns undefined when another user was first
 */
export async function handleLead(db: Db, version: number, handling: Insertable<LeadHandling>) {
  if (version === 0)
    return db
      .insertInto("leadHandling")
      .values(handling)
      .onConflict((oc) => oc.column("leadId").doNothing())
      .returningAll()
      .executeTakeFirst();
  const { leadId, ...changes } = handling;
  return db
    .updateTable("leadHandling")
    .set({ assigneeId: null, patientId: null, guardianId: null, discardReason: null, ...changes })
    .where("leadId", "=", leadId)
    .where("version", "=", version)
    .returningAll()
    .executeTakeFirst();
}

export type LeadListed = NonNullable<Awaited<ReturnType<typeof findLead>>>;
