import type { Db } from "../connection.ts";
import { type Page, type PageRequest, readPage } from "../page.ts";
import type { Modality } from "../schema.ts";
import { namesMatch } from "../search.ts";

export interface ServiceTexts {
  readonly pt: { readonly name: string; readonly description?: string | undefined };
  readonly es?: { readonly name: string; readonly description?: string | undefined } | undefined;
  readonly en?: { readonly name: string; readonly description?: string | undefined } | undefined;
}

/** A plan by the name that patients use; the price is the patient's own part, where the team has set one. */
export interface ServiceInsurance {
  readonly name: string;
  readonly priceCents: number | null;
}

export interface ServiceFilter {
  readonly search?: string | undefined;
  readonly active?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

export function listServices(
  db: Db,
  filter: ServiceFilter,
  sort: "name" | "created",
  page: PageRequest,
): Promise<Page<ServiceListed>> {
  let query = db
    .selectFrom("services")
    .select(["id", "slug", "texts", "synonyms", "priceCents", "durationMinutes", "modality", "color", "active"])
    .select(["insurances", "createdAt", "updatedAt", "version"])
    .where("deletedAt", filter.deleted === true ? "is not" : "is", null);
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("services.searchName", filter.search ?? "")));
  if (filter.active !== undefined) query = query.where("active", "=", filter.active);
  const by = sort === "name" ? "services.searchName" : "services.id";
  return readPage(db, query.$castTo<ServiceListed>(), { by, id: "services.id" }, page);
}

/** What the clinic offers now, in the order of its names. */
export function offeredServices(db: Db) {
  return db
    .selectFrom("services")
    .select(["slug", "texts", "synonyms", "priceCents", "durationMinutes", "modality", "insurances"])
    .where("active", "=", true)
    .where("deletedAt", "is", null)
    .orderBy("searchName")
    .orderBy("id")
    .execute();
}

export interface ServiceListed {
  readonly id: string;
  readonly slug: string;
  readonly texts: ServiceTexts;
  readonly synonyms: string[];
  readonly insurances: ServiceInsurance[] | null;
  readonly priceCents: number | null;
  readonly durationMinutes: number;
  readonly modality: Modality;
  readonly color: string;
  readonly active: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}
