import { normalPhone } from "@acolhe/phone";
import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type Page, type PageRequest, readPage, readSections } from "../page.ts";
import { isName, nameSections, personMatches } from "../search.ts";
import { type PeopleFilter, peopleConditions } from "./people-filter.ts";
import type { PersonKind } from "./person-kind.ts";

export type PeopleSort = "name" | "created" | "updated";

const SORTS = { name: "searchName", created: "id", updated: "updatedAt" } as const;

/** Listed kinds share these columns; `patients` stands for either. */
export async function listPeople(
  db: Db,
  kind: PersonKind,
  filter: PeopleFilter,
  sort: PeopleSort,
  page: PageRequest,
): Promise<Page<PersonListed>> {
  const table = kind as "patients";
  // The page is found by keys alone: the index has them, so that those who do not fit cost no look at their row.
  let query = db
    .selectFrom(table)
    .select("id")
    .where((eb) => eb.and(peopleConditions(kind, filter)));
  const id = `${kind}.id`;
  const order = { by: `${kind}.${SORTS[sort]}`, id };
  const { search = "" } = filter;
  if (sort === "name" && search !== "" && isName(search)) {
    const { listed, counted } = nameSections(`${kind}.searchName`, search);
    const sections = listed.map(({ where, by }) => ({
      query: query.where(where),
      order: by === "id" ? { by: id, id } : order,
    }));
    const found = await readSections(db, { counted: counted.map((where) => query.where(where)), sections }, page);
    return { ...found, items: await inOrder(db, kind, found.items) };
  }
  if (search !== "") query = query.where((eb) => eb.and(personMatches(kind, search)));
  const found = await readPage(db, query, order, page);
  return { ...found, items: await inOrder(db, kind, found.items) };
}

async function inOrder(db: Db, kind: PersonKind, found: readonly { readonly id: string }[]): Promise<PersonListed[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const rows = await db
    .selectFrom(kind as "patients")
    .select(["id", "name", "socialName", "birthDate", "cpfDigits as cpf", "phone", "email", "language"])
    .select(["createdAt", "updatedAt", "version"])
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  // Who was erased in between is left out.
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export interface PersonListed {
  readonly id: string;
  readonly name: string;
  readonly socialName: string | null;
  readonly birthDate: string | null;
  readonly cpf: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: "pt" | "es" | "en";
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

export interface Likeness {
  readonly cpf?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly name: string;
  readonly birthDate?: string | null | undefined;
  /** Not compared with itself. */
  readonly id?: string | undefined;
}

const DUPLICATES_MAX = 10;
/** Trigrams in common; "Ana Souza" and "Ana Sousa" have 0.64, "Ana Souza" and "Ana Lima" 0.31. */
export const SIMILAR_NAME = 0.5;

/**
 * Who may be the same person: same CPF, same phone, or a similar name with the same birth date. The CPF comes first: it is
 * never left out, however many share a phone.
 */
export async function findDuplicates(db: Db, kind: PersonKind, like: Likeness) {
  const digits = like.cpf?.replace(/\D/g, "") ?? null;
  const phone = like.phone ? (normalPhone(like.phone) ?? like.phone).replace(/\D/g, "") : null;
  const sameCpf = sql<boolean>`coalesce(cpf_digits = ${digits}, false)`;
  return db
    .selectFrom(kind as "patients")
    .select(({ eb }) => [
      "id",
      "name",
      "birthDate",
      "version",
      sameCpf.as("sameCpf"),
      sql<boolean>`coalesce(phone_digits = ${phone}, false)`.as("samePhone"),
      eb
        .and([
          sql<boolean>`coalesce(birth_date = ${like.birthDate ?? null}::date, false)`,
          sql<boolean>`similarity(search_name, fold(${like.name})) >= ${SIMILAR_NAME}::real`,
        ])
        .as("similarName"),
    ])
    .where("deletedAt", "is", null)
    .where("id", "is distinct from", like.id ?? null)
    .where(({ eb, or, and }) =>
      or([
        eb("cpfDigits", "=", digits),
        eb("phoneDigits", "=", phone),
        and([
          eb("birthDate", "=", like.birthDate ?? null),
          sql<boolean>`similarity(search_name, fold(${like.name})) >= ${SIMILAR_NAME}::real`,
        ]),
      ]),
    )
    .orderBy(sameCpf, "desc")
    .orderBy("id")
    .limit(DUPLICATES_MAX)
    .execute();
}
