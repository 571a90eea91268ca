import { sql } from "kysely";
import type { Database } from "../connection.ts";
import { FAMILY, GIVEN, INSURANCES, SERVICES, TAGS } from "./names.ts";

/** Of the demo's schedule: three weeks of ten professionals, and as fast to make for a million patients as for a thousand. */
const APPOINTMENTS_MAX = 5_000;

/**
 * Fills a clinic that cannot be mistaken for a real one but behaves like one: names as frequent as in Brazil, a
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
    await addDesk(one);
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

/** What the desk knows of its patients: insurance of two of three, a tag of one of five, and when the next ones come. */
async function addDesk(db: Database): Promise<void> {
  const one = (list: readonly string[]) => sql`(${sql.val([...list])}::text[])[1 + n % ${sql.lit(list.length)}]`;
  await sql`
    update patients set insurance = ${one(INSURANCES)}
    from (select id, row_number() over (order by id) as n from patients where deleted_at is null and insurance is null) p
    where patients.id = p.id and n % 3 <> 0`.execute(db);
  await sql`insert into tags (name) select unnest(${sql.val([...TAGS])}::text[]) on conflict do nothing`.execute(db);
  await sql`
    insert into patient_tags (patient_id, tag_id)
    select p.id, tags.id from (select id, row_number() over (order by id) as n from patients where deleted_at is null) p
      join tags on tags.name = ${one(TAGS)}
    where n % 5 = 0 on conflict do nothing`.execute(db);
  await sql`
    with p as (select id, row_number() over (order by id desc) as n from patients where deleted_at is null limit ${APPOINTMENTS_MAX}),
         d as (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from professionals
               where registration like 'DEMO %'),
         s as (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from services)
    insert into appointments (patient_id, professional_id, service_id, starts_at, ends_at, modality, state)
    select p.id, d.id, s.id, at, at + interval '50 minutes', 'in-person', 'scheduled'
    from p join d on d.n = p.n % d.many join s on s.n = p.n % s.many,
      lateral (select date_trunc('hour', now()) + interval '1 hour' * (1 + p.n / d.many) as at) slot
    where p.n % 4 = 0
    on conflict do nothing`.execute(db);
}
