import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // What the audit keeps of refusals is bounded by user and hour: that is asked at each.
  await sql`create index audit_refusals on audit (user_id, at) where action = 'refused'`.execute(db);
  await barredStayBarred(db);
  await onePhoneForm(db);
}

/**
 * Of two records of one guardian, or a patient's own phone that is a barred guardian's, the stricter word counts: whose
 * contact is barred from a patient by any of the records behind it is told nothing of that patient.
 */
async function barredStayBarred(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    declare
      before text := pg_get_functiondef('lookup.patient_card(text)'::regprocedure);
      told text := replace(replace(replace(before,
        $old$      ward as ($old$,
        $new$      barred as (
        select patient_id as id from patient_guardians
        where guardian_id in (select id from guardian) and (custody = 'none' or contact_preference = 'never')
      ),
      ward as ($new$),
        $old$custody <> 'none' and contact_preference <> 'never'$old$,
        $new$patient_id not in (select id from barred)$new$),
        $old$id in (select id from own union select id from ward)$old$,
        $new$id in (select id from own union select id from ward)
          and id not in (select id from barred)$new$);
    begin
      execute told;
    end $$`.execute(db);
}

/** Mobiles of Brazil were kept as they were typed, some without their ninth digit; WhatsApp's names of them have it. */
async function onePhoneForm(db: Kysely<unknown>): Promise<void> {
  for (const table of ["patients", "guardians"])
    await sql`
      update ${sql.table(table)} set phone = regexp_replace(phone, '^\\+55([1-9][1-9])([6-9]\\d{7})$', '+55\\19\\2')
      where phone ~ '^\\+55[1-9][1-9][6-9]\\d{7}$'`.execute(db);
  // Where both forms were entered, the one with the ninth digit is who writes.
  await sql`
    update contacts older set contact_key = regexp_replace(contact_key, '^55(..)', '55\\19')
    where contact_key ~ '^55[1-9][1-9][6-9]\\d{7}$' and not exists (
      select from contacts other where other.channel = older.channel
        and other.contact_key = regexp_replace(older.contact_key, '^55(..)', '55\\19'))`.execute(db);
}
