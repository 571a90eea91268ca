import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { conversationName } from "../staff/audit.ts";
import type { Person } from "./person.ts";

/**
 * What stays of care that took place. A clinic keeps the record of whom it treated for twenty years (Lei 13.787/2018,
 * article 6) and what it was paid for at least for five (CTN, article 174); LGPD, article 16, I, allows it.
 */
const KEPT_YEARS = 20;
const BASIS = "LGPD, art. 16, I; Lei 13.787/2018, art. 6º; CTN, art. 174";
/** Care that took place. Everything else was only arranged. */
const TOOK_PLACE = sql`('arrived', 'completed')`;

export interface KeptByLaw {
  readonly appointments: number;
  readonly until: string;
  readonly basis: string;
}

interface Conversation {
  readonly channel: string;
  readonly contact: string;
}

/**
 * Takes a person out of the records staff keep. Repeating it changes nothing. Must run in a transaction: the guard
 * that keeps histories from being changed is lifted inside it alone.
 */
export async function eraseRecords(
  db: Db,
  erasureId: string,
  person: Person,
  conversations: readonly Conversation[],
  patterns: readonly string[],
): Promise<{ counts: Record<string, number>; kept: KeptByLaw | null }> {
  const counts: Record<string, number> = {};
  // No caller waits for it, and tables may be large.
  await sql`set local statement_timeout = 0`.execute(db);
  await sql`select set_config('acolhe.erasing', 'yes', true)`.execute(db);
  const gone = async (table: string, statement: ReturnType<typeof sql>) => {
    const { numAffectedRows = 0n } = await statement.execute(db);
    counts[`public.${table}`] = (counts[`public.${table}`] ?? 0) + Number(numAffectedRows);
  };
  await eraseConversations(gone, conversations);
  const kept = await erasePatients(db, gone, erasureId, person.patients);
  await eraseGuardians(gone, person);
  const records = [...person.patients, ...person.guardians];
  await gone("desk_changes", sql`delete from desk_changes where kind = 'record' and what = any(${records}::text[])`);
  await eraseTraces({ db, counts, gone }, erasureId, person, conversations, patterns);
  await sql`select set_config('acolhe.erasing', '', true)`.execute(db);
  return { counts, kept };
}

type Gone = (table: string, statement: ReturnType<typeof sql>) => Promise<void>;

async function eraseConversations(gone: Gone, conversations: readonly Conversation[]): Promise<void> {
  for (const { channel, contact } of conversations) {
    const ofIt = sql`channel = ${channel} and contact_key = ${contact}`;
    await gone(
      "lead_handling",
      sql`delete from lead_handling where lead_id in (select id from read.leads where ${ofIt})`,
    );
    for (const table of [
      "blocks",
      "conversation_assignments",
      "conversation_notes",
      "conversation_presence",
      "conversation_reads",
      "contacts",
    ])
      await gone(table, sql`delete from ${sql.id(table)} where ${ofIt}`);
    await gone("desk_changes", sql`delete from desk_changes where what = ${`${channel}/${contact}`}`);
  }
}

/** Null: nothing of them has to stay. */
async function erasePatients(db: Db, gone: Gone, erasureId: string, ids: readonly string[]): Promise<KeptByLaw | null> {
  if (ids.length === 0) return null;
  const ofThem = sql`patient_id = any(${ids}::uuid[])`;
  await gone("lead_handling", sql`delete from lead_handling where ${ofThem}`);
  await gone("appointments", sql`delete from appointments where ${ofThem} and state not in ${TOOK_PLACE}`);
  const rest = sql`appointment_id in (select id from appointments where ${ofThem})`;
  await gone(
    "appointment_history",
    sql`update appointment_history set reason = null where reason is not null and ${rest}`,
  );
  await sql`
    update appointments set note = null, reason = null, link = null
    where ${ofThem} and num_nonnulls(note, reason, link) > 0`.execute(db);
  for (const table of ["notes", "patient_tags", "patient_guardians", "contact_people"])
    await gone(table, sql`delete from ${sql.id(table)} where ${ofThem}`);
  const kept = await keepByLaw(db, erasureId, ids);
  const stays = kept?.patientId ?? null;
  await gone("patients", sql`delete from patients where id = any(${ids}::uuid[]) and id is distinct from ${stays}`);
  return kept && { appointments: kept.appointments, until: kept.until, basis: BASIS };
}

/** Moves all that took place under one record, keeps apart who that was, and leaves the record without identity. */
async function keepByLaw(
  db: Db,
  erasureId: string,
  ids: readonly string[],
): Promise<{ patientId: string; appointments: number; until: string } | null> {
  const { rows } = await sql<{ patientId: string; appointments: number; until: string | null }>`
    select coalesce(
        (select patient_id from kept_by_law where patient_id = any(${ids}::uuid[])),
        (select id from patients where id = any(${ids}::uuid[]) order by merged_into nulls first, id limit 1)) as patient_id,
      count(*)::integer as appointments,
      (max(starts_at)::date + make_interval(years => ${KEPT_YEARS}))::date as until
    from appointments where patient_id = any(${ids}::uuid[])`.execute(db);
  const found = rows[0];
  if (!found?.until || found.appointments === 0) return null;
  const { patientId, appointments, until } = found;
  await sql`
    insert into kept_by_law (patient_id, erasure_id, identity, basis, keep_until)
    select id, ${erasureId}, jsonb_build_object('name', name, 'cpf', cpf, 'birthDate', birth_date), ${BASIS}, ${until}
    from patients where id = ${patientId}
    on conflict do nothing`.execute(db);
  await sql`update appointments set patient_id = ${patientId} where patient_id = any(${ids}::uuid[])
    and patient_id <> ${patientId}`.execute(db);
  await sql`
    update patients set name = 'Pessoa apagada', social_name = null, birth_date = null, cpf = null, phone = null,
      email = null, insurance = null, merged_into = null, deleted_at = coalesce(deleted_at, now())
    where id = ${patientId}`.execute(db);
  return { patientId, appointments, until };
}

async function eraseGuardians(gone: Gone, { guardians, phones }: Person): Promise<void> {
  if (guardians.length === 0) return;
  const ofThem = sql`guardian_id = any(${guardians}::uuid[])`;
  // A ward's record often has the guardian's number, which is the guardian's.
  await gone(
    "patients",
    sql`update patients set phone = null where phone_digits = any(${phones}::text[])
      and id in (select patient_id from patient_guardians where ${ofThem})`,
  );
  for (const table of ["lead_handling", "patient_guardians", "contact_people"])
    await gone(table, sql`delete from ${sql.id(table)} where ${ofThem}`);
  await gone("guardians", sql`delete from guardians where id = any(${guardians}::uuid[])`);
}

/** Histories and answers that speak of the person. */
async function eraseTraces(
  { db, counts, gone }: { readonly db: Db; readonly counts: Record<string, number>; readonly gone: Gone },
  erasureId: string,
  { patients, guardians }: Person,
  conversations: readonly Conversation[],
  patterns: readonly string[],
): Promise<void> {
  const ids = [...patients, ...guardians];
  // A number that was looked up and never wrote is in the audit, too: its name matches the patterns.
  const contacts = conversations.flatMap((ref) => [conversationName(ref), ref.contact]);
  const merged = sql`(survivor_id = any(${ids}::uuid[]) or absorbed_id = any(${ids}::uuid[]))`;
  await gone("merge_undos", sql`delete from merge_undos where merge_id in (select id from merges where ${merged})`);
  await gone("merges", sql`delete from merges where ${merged}`);
  const isNamed = (column: string) => sql`lower(${sql.id(column)}::text) like any(${patterns}::text[])`;
  const { rows } = await sql<{ changed: number }>`
    select erase_from_audit(${erasureId}, ${[...ids, ...contacts]}::text[], ${patterns}::text[]) as changed`.execute(
    db,
  );
  counts["public.audit"] = (counts["public.audit"] ?? 0) + (rows[0]?.changed ?? 0);
  await gone("idempotency_keys", sql`delete from idempotency_keys where ${isNamed("answer")}`);
  await gone("saved_views", sql`delete from saved_views where ${isNamed("query")}`);
}
