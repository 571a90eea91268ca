import { type Insertable, sql } from "kysely";
import type { Db } from "../connection.ts";
import type { Language, Patients } from "../schema.ts";
import { SIMILAR_NAME } from "./people.ts";

/** Names of one person, however they are written; two people's have less in common. */
const ALIKE_NAME = 0.3;

export interface ImportLike {
  readonly name: string;
  readonly socialName?: string | null | undefined;
  readonly birthDate?: string | null | undefined;
  /** Eleven digits. */
  readonly cpf?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/** A person on record who may be the person of a row. */
export interface ImportMatch {
  /** The row's place in what was asked. */
  readonly n: number;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly socialName: string | null;
  readonly birthDate: string | null;
  readonly cpf: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: Language;
  readonly insurance: string | null;
  readonly sameCpf: boolean;
  readonly samePhone: boolean;
  /** With the same day of birth. */
  readonly similarName: boolean;
  /** Letter by letter but for accents, with the same day of birth. */
  readonly sameName: boolean;
  /** All that tells people apart is the same, or missing in both: names, day of birth, CPF and phone. */
  readonly sameRecord: boolean;
  /** The names are not those of two people. */
  readonly alike: boolean;
}

/** Who may be the same person as one of many rows: what `findDuplicates` asks of one, asked of all at once. */
export async function findImportMatches(db: Db, rows: readonly ImportLike[]): Promise<ImportMatch[]> {
  const column = (value: (row: ImportLike) => string | null | undefined) =>
    sql.val(rows.map((row) => value(row) ?? null));
  const found = await sql<ImportMatch>`
    with asked as (
      select n::integer - 1 as n, fold(name) as name, birth, cpf, digits(phone) as phone,
        fold(case when social is null then name else social || ' ' || name end) as both_names
      from unnest(${column(({ name }) => name)}::text[], ${column(({ socialName }) => socialName)}::text[],
        ${column(({ birthDate }) => birthDate)}::date[],
        ${column(({ cpf }) => cpf)}::text[], ${column(({ phone }) => phone)}::text[])
        with ordinality a (name, social, birth, cpf, phone, n))
    select n, p.id, version, p.name, social_name, birth_date, cpf_digits as cpf, p.phone, email, language, insurance,
      coalesce(cpf_digits = asked.cpf, false) as same_cpf,
      coalesce(phone_digits = asked.phone, false) as same_phone,
      coalesce(birth_date = birth and similarity(search_name, asked.name) >= ${SIMILAR_NAME}::real, false) as similar_name,
      coalesce(birth_date = birth and fold(p.name) = asked.name, false) as same_name,
      search_name = both_names and birth_date is not distinct from birth and cpf_digits is not distinct from asked.cpf
        and phone_digits is not distinct from asked.phone as same_record,
      search_name = both_names or similarity(search_name, asked.name) >= ${ALIKE_NAME}::real as alike
    from asked, lateral (
      select id from patients where deleted_at is null and cpf_digits = asked.cpf
      union select id from patients where deleted_at is null and phone_digits = asked.phone
      union select id from patients where deleted_at is null and birth_date = asked.birth
        and similarity(search_name, asked.name) >= ${SIMILAR_NAME}::real
      union select id from patients where deleted_at is null and search_name = asked.both_names
    ) one join patients p on p.id = one.id
    order by n, same_cpf desc, p.id`.execute(db);
  return found.rows;
}

/** @returns their ids, in the order given */
export async function insertPatients(db: Db, people: readonly Insertable<Patients>[]): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await db
    .insertInto("patients")
    .values([...people])
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes that an import begins, under the id that who waits for it chose. False: that id is another user's. */
export async function beginImport(
  db: Db,
  begun: { readonly id: string; readonly userId: string; readonly total: number },
): Promise<boolean> {
  const row = await db
    .insertInto("imports")
    .values(begun)
    .onConflict((oc) =>
      oc
        .column("id")
        .doUpdateSet({ total: begun.total, checked: 0, written: 0, endedAt: null, outcome: null })
        .where("imports.userId", "=", begun.userId),
    )
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteImport(
  db: Db,
  id: string,
  {
    outcome,
    ...progress
  }: {
    readonly checked?: number;
    readonly written?: number;
    readonly outcome?: "done" | "refused" | "failed";
  },
): Promise<void> {
  const ended = outcome === undefined ? {} : { outcome, endedAt: sql<string>`now()` };
  await db
    .updateTable("imports")
    .set({ ...progress, ...ended })
    .where("id", "=", id)
    .execute();
}

/** An import of this user. */
export function findImport(db: Db, id: string, userId: string) {
  return db
    .selectFrom("imports")
    .select(["id", "total", "checked", "written", "startedAt", "endedAt", "outcome"])
    .where("id", "=", id)
    .where("userId", "=", userId)
    .executeTakeFirst();
}
