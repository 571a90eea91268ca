import { sql } from "kysely";
import type { Database } from "../connection.ts";
import { FAMILY, GIVEN, SERVICES } from "./names.ts";

/**
 * Fills a clinic that nobody mistakes for a real one but that behaves like one: names as frequent as in Brazil, a
 * guardian for two patients of three, valid CPFs, phones of an area code that is not in use. The server makes the rows,
 * so a million take about as long as their indexes.
 */
export async function seed(db: Database, { patients }: { readonly patients: number }): Promise<void> {
  await db.connection().execute(async (one) => {
    // A million rows take longer than a statement of the panel may.
    await sql`set statement_timeout = 0`.execute(one);
    await addCare(one);
    await addPeople(one, "guardians", Math.ceil(patients / 2), 300_000_000);
    await addPeople(one, "patients", patients, 600_000_000);
    await sql`
      with p as (select id, row_number() over (order by id) as n from patients where deleted_at is null),
           g as (select id, row_number() over (order by id) as n from guardians where deleted_at is null)
      insert into patient_guardians (patient_id, guardian_id, relation, contact_preference)
      select p.id, g.id, case p.n % 3 when 0 then 'mother' else 'father' end::guardian_relation, 'preferred'
      from p join g on g.n = p.n / 2 + 1 where p.n % 3 <> 2 on conflict do nothing`.execute(one);
    await sql`analyze`.execute(one);
    await sql`reset statement_timeout`.execute(one);
  });
}

/** The check digits of a CPF, as `is_cpf` computes them. */
const CPF = sql.raw(`
  lateral (select lpad(base::text, 9, '0') as nine) a,
  lateral (select nine, (select sum(substr(nine, i, 1)::int * (11 - i)) * 10 % 11 % 10 from generate_series(1, 9) i) as d1) b,
  lateral (select (select sum(substr(b.nine || d1, i, 1)::int * (12 - i)) * 10 % 11 % 10 from generate_series(1, 10) i) as d2) c`);

/** `first`: where their CPFs begin, so that patients and guardians have different ones. */
async function addPeople(db: Database, table: "patients" | "guardians", count: number, first: number): Promise<void> {
  // The square bends an even distribution towards the front: the first names of the list are the frequent ones.
  const pick = (names: readonly string[]) =>
    sql`(${sql.val([...names])}::text[])[1 + floor(power(random(), 2) * ${sql.lit(names.length)})::int]`;
  await sql`
    insert into ${sql.table(table)} (name, birth_date, cpf, phone)
    select ${pick(GIVEN)} || ' ' || ${pick(FAMILY)} || ' ' || ${pick(FAMILY)},
      date '1935-01-01' + floor(random() * 32000)::int,
      b.nine || d1 || d2,
      '+55209' || lpad(n::text, 8, '0')
    from generate_series(1, ${count}) n, lateral (select ${sql.lit(first)} + n as base) z, ${CPF}
    on conflict do nothing`.execute(db);
}

async function addCare(db: Database): Promise<void> {
  for (const [slug, pt, en, priceCents, durationMinutes] of SERVICES)
    await db
      .insertInto("services")
      .values({
        slug,
        texts: JSON.stringify({ pt: { name: pt }, en: { name: en } }),
        priceCents,
        durationMinutes,
        modality: "both",
      })
      .onConflict((oc) => oc.column("slug").doNothing())
      .execute();
  await sql`
    insert into professionals (name, registration)
    select 'Dra. ' || name, 'DEMO ' || n from unnest(${sql.val(GIVEN.slice(34, 44))}::text[]) with ordinality t (name, n)
    on conflict do nothing`.execute(db);
}
