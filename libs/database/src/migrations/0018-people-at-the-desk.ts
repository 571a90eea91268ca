import { type Kysely, sql } from "kysely";

/** What lists of people show and are filtered by, what undoing a merge needs, and how far an import is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Who is known by a phone or a contact is asked for conversations by the key alone, whatever the number of the clinic.
    create index conversations_by_key on read.conversations (contact_key, last_message_at);

    create index patients_insurance on patients using gin (fold(insurance) gin_trgm_ops) where deleted_at is null;
    create index lead_handling_of_guardian on lead_handling (guardian_id) where guardian_id is not null;
    create index appointments_to_come on appointments (ends_at, patient_id)
      where state in ('requested', 'scheduled', 'confirmed', 'arrived');
    create index patients_without_cpf on patients (search_name, id) where deleted_at is null and cpf_digits is null;
    create index patients_without_birth on patients (search_name, id) where deleted_at is null and birth_date is null;
    create index patients_without_phone on patients (search_name, id) where deleted_at is null and phone_digits is null;
    create index patients_without_insurance on patients (search_name, id)
      where deleted_at is null and insurance is null;
    create index guardians_without_cpf on guardians (search_name, id) where deleted_at is null and cpf_digits is null;
    create index guardians_without_birth on guardians (search_name, id) where deleted_at is null and birth_date is null;
    create index guardians_without_phone on guardians (search_name, id)
      where deleted_at is null and phone_digits is null;

    -- Absent in merges of before, which cannot be undone.
    alter table merges
      add column survivor jsonb,
      -- What the survivor took over, by column.
      add column taken jsonb,
      -- Whatever went from one to the other, by kind.
      add column moved jsonb;
    -- One that was undone may be merged again.
    drop index merged_once;
    create index merges_of_absorbed on merges (absorbed_id);

    create table merge_undos (
      merge_id uuid primary key references merges,
      undone_by uuid not null references users,
      undone_at timestamptz(3) not null default now()
    );
    create trigger append_only before update or delete on merge_undos for each row execute function refuse_change();

    -- A row an import that a user waits for, forgotten after some days. The client chooses the id.
    create table imports (
      id uuid primary key,
      user_id uuid not null references users,
      total integer not null check (total >= 0),
      checked integer not null default 0 check (checked >= 0),
      written integer not null default 0 check (written >= 0),
      started_at timestamptz(3) not null default now(),
      ended_at timestamptz(3),
      -- Absent: under way. Refused: rows had problems, and nothing was changed.
      outcome text check (outcome in ('done', 'refused', 'failed')),
      check ((ended_at is null) = (outcome is null))
    );
    create index imports_by_age on imports (started_at);
  `.execute(db);
}
