import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { namesMatch } from "../search.ts";
import { type Absence, absences, type WorkingHours, workingHours } from "./working-hours.ts";

export interface ProfessionalFilter {
  readonly search?: string | undefined;
  readonly active?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  readonly serviceId?: string | undefined;
}

/** What a professional gives, as ids. */
const serviceIds = sql<string[]>`array(
  select service_id::text from professional_services ps where ps.professional_id = professionals.id order by 1)`;

const professionals = (db: Db) =>
  db
    .selectFrom("professionals")
    .select(["id", "name", "registration", "phone", "email", "active", "createdAt", "updatedAt", "version"])
    .select([serviceIds.as("serviceIds"), workingHours.as("workingHours"), absences.as("absences")]);

/** One that is there; undefined for one that was deleted, too. */
export function findProfessional(db: Db, id: string) {
  return professionals(db).where("id", "=", id).where("deletedAt", "is", null).executeTakeFirst();
}

export function listProfessionals(db: Db, filter: ProfessionalFilter, sort: "name" | "created", page: PageRequest) {
  let query = professionals(db).where("deletedAt", filter.deleted === true ? "is not" : "is", null);
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

/** What belongs to a professional and lies in tables of its own; what is absent stays as it is. */
export interface ProfessionalParts {
  readonly serviceIds?: readonly string[] | undefined;
  readonly workingHours?: readonly WorkingHours[] | undefined;
  readonly absences?: readonly Absence[] | undefined;
}

/** Replaces the parts that are given. To be called in the transaction that changes the professional's version. */
export async function setPartsOfProfessional(trx: Db, professionalId: string, parts: ProfessionalParts): Promise<void> {
  if (parts.serviceIds) {
    await trx.deleteFrom("professionalServices").where("professionalId", "=", professionalId).execute();
    const rows = [...new Set(parts.serviceIds)].map((serviceId) => ({ professionalId, serviceId }));
    if (rows.length > 0) await trx.insertInto("professionalServices").values(rows).execute();
  }
  if (parts.workingHours) {
    await trx.deleteFrom("professionalHours").where("professionalId", "=", professionalId).execute();
    const rows = parts.workingHours.map((hours) => ({ professionalId, ...hours }));
    if (rows.length > 0) await trx.insertInto("professionalHours").values(rows).execute();
  }
  if (parts.absences) {
    await trx.deleteFrom("professionalAbsences").where("professionalId", "=", professionalId).execute();
    const rows = parts.absences.map((absence) => ({ professionalId, ...absence }));
    if (rows.length > 0) await trx.insertInto("professionalAbsences").values(rows).execute();
  }
}
