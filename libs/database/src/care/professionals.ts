import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { namesMatch } from "../search.ts";

export interface ProfessionalFilter {
  readonly search?: string | undefined;
  readonly active?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  readonly serviceId?: string | undefined;
}

/** What a professional gives, as ids. */
const serviceIds = sql<string[]>`array(
  select service_id::text from professional_services ps where ps.professional_id = professionals.id order by 1)`;

export function listProfessionals(db: Db, filter: ProfessionalFilter, sort: "name" | "created", page: PageRequest) {
  let query = db
    .selectFrom("professionals")
    .select(["id", "name", "registration", "phone", "email", "active", "createdAt", "updatedAt", "version"])
    .select(serviceIds.as("serviceIds"))
    .where("deletedAt", filter.deleted === true ? "is not" : "is", null);
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("professionals.searchName", filter.search ?? "")));
  if (filter.active !== undefined) query = query.where("active", "=", filter.active);
  if (filter.serviceId) {
    const able = db
      .selectFrom("professionalServices")
      .select("professionalId")
      .where("serviceId", "=", filter.serviceId);
    query = query.where("id", "in", able);
  }
  const by = sort === "name" ? "professionals.searchName" : "professionals.id";
  return readPage(db, query, { by, id: "professionals.id" }, page);
}

export async function servicesOfProfessional(db: Db, professionalId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("professionalServices")
    .select("serviceId")
    .where("professionalId", "=", professionalId)
    .orderBy("serviceId")
    .execute();
  return rows.map(({ serviceId }) => serviceId);
}

/** Replaces what a professional gives. */
export async function setServicesOfProfessional(db: Db, professionalId: string, ids: readonly string[]): Promise<void> {
  await db.deleteFrom("professionalServices").where("professionalId", "=", professionalId).execute();
  if (ids.length === 0) return;
  await db
    .insertInto("professionalServices")
    .values([...new Set(ids)].map((serviceId) => ({ professionalId, serviceId })))
    .execute();
}
