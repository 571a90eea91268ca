import { type Kysely, sql } from "kysely";

/** Patients, the people who answer for them, and the WhatsApp contacts behind which they write. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type language as enum ('pt', 'es', 'en')`.execute(db);
  for (const table of ["patients", "guardians"]) await createPeople(db, table);
  await sql`
    alter table patients add column insurance text check (length(insurance) <= 120);

    create type guardian_relation as enum
      ('mother', 'father', 'grandparent', 'stepparent', 'sibling', 'partner', 'child', 'legal-guardian', 'carer', 'other');
    create type custody as enum ('sole', 'shared', 'none', 'unknown');
    create type contact_preference as enum ('preferred', 'allowed', 'emergency-only', 'never');

    create table patient_guardians (
      patient_id uuid not null references patients on delete cascade,
      guardian_id uuid not null references guardians on delete cascade,
      relation guardian_relation not null,
      custody custody not null default 'unknown',
      contact_preference contact_preference not null default 'allowed',
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      primary key (patient_id, guardian_id)
    );
    create index patient_guardians_of_guardian on patient_guardians (guardian_id);
    create unique index one_preferred_guardian on patient_guardians (patient_id) where contact_preference = 'preferred';
    create trigger count_version before update on patient_guardians
      for each row execute function count_version();

    -- A WhatsApp identity. Its key is the conversation's key, so the log and these rows name the same thing.
    create table contacts (
      id uuid primary key default uuidv7(),
      channel text not null check (channel ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
      contact_key text not null check (contact_key ~ '^([0-9]{5,20}|lid-[0-9]{5,20})$'),
      display_name text check (length(display_name) <= 200),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      unique (channel, contact_key)
    );
    create index contacts_by_key on contacts (contact_key);
    create trigger count_version before update on contacts for each row execute function count_version();

    -- Several patients behind one phone, several phones of one guardian.
    create table contact_people (
      contact_id uuid not null references contacts on delete cascade,
      patient_id uuid references patients on delete cascade,
      guardian_id uuid references guardians on delete cascade,
      created_at timestamptz(3) not null default now(),
      check (num_nonnulls(patient_id, guardian_id) = 1)
    );
    create unique index contact_people_patient on contact_people (contact_id, patient_id) where patient_id is not null;
    create unique index contact_people_guardian on contact_people (contact_id, guardian_id)
      where guardian_id is not null;
    create index contacts_of_patient on contact_people (patient_id) where patient_id is not null;
    create index contacts_of_guardian on contact_people (guardian_id) where guardian_id is not null;

    create table tags (
      id uuid primary key default uuidv7(),
      name text not null check (length(name) between 1 and 40),
      color text not null default '#64748b' check (color ~ '^#[0-9a-f]{6}$'),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1
    );
    create unique index tags_name on tags (fold(name));
    create trigger count_version before update on tags for each row execute function count_version();
    create table patient_tags (
      patient_id uuid not null references patients on delete cascade,
      tag_id uuid not null references tags on delete cascade,
      primary key (patient_id, tag_id)
    );
    create index patient_tags_of_tag on patient_tags (tag_id, patient_id);

    create table notes (
      id uuid primary key default uuidv7(),
      patient_id uuid not null references patients on delete cascade,
      author_id uuid not null references users,
      text text not null check (length(text) between 1 and 4000),
      pinned boolean not null default false,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      deleted_at timestamptz(3)
    );
    create index notes_of_patient on notes (patient_id, id desc) where deleted_at is null;
    create trigger count_version before update on notes for each row execute function count_version();

    -- Two rows were one person: what the absorbed one said stays here as it was.
    create table merges (
      id uuid primary key default uuidv7(),
      kind text not null check (kind in ('patient', 'guardian')),
      survivor_id uuid not null,
      absorbed_id uuid not null,
      absorbed jsonb not null,
      merged_by uuid not null references users,
      merged_at timestamptz(3) not null default now(),
      check (survivor_id <> absorbed_id)
    );
    create index merges_of_survivor on merges (survivor_id);
    create unique index merged_once on merges (absorbed_id);
    create trigger append_only before update or delete on merges for each row execute function refuse_change();
  `.execute(db);
}

/** What a patient and a guardian have in common: both are people one looks for by name, phone and CPF. */
async function createPeople(db: Kysely<unknown>, table: string): Promise<void> {
  const name = (suffix: string) => sql.raw(`${table}_${suffix}`);
  const t = sql.raw(table);
  await sql`
    create table ${t} (
      id uuid primary key default uuidv7(),
      name text not null check (length(btrim(name)) between 1 and 200),
      -- The name a person goes by, which Brazilian law gives precedence in every contact.
      social_name text check (length(btrim(social_name)) between 1 and 200),
      birth_date date check (birth_date > '1900-01-01'),
      cpf text,
      phone text check (phone ~ '^\\+[1-9][0-9]{6,14}$'),
      email text check (email ~ '^[^@\\s]+@[^@\\s]+$' and length(email) <= 254),
      language language not null default 'pt',
      search_name text collate "C" not null
        generated always as (fold(case when social_name is null then name else social_name || ' ' || name end)) stored,
      cpf_digits text collate "C" generated always as (digits(cpf)) stored check (is_cpf(cpf_digits)),
      phone_digits text collate "C" generated always as (digits(phone)) stored,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      deleted_at timestamptz(3),
      merged_into uuid references ${t},
      check (merged_into is null or deleted_at is not null)
    );
    create unique index ${name("cpf")} on ${t} (cpf_digits) where deleted_at is null;
    create index ${name("by_name")} on ${t} (search_name, id) where deleted_at is null;
    create index ${name("by_id")} on ${t} (id) where deleted_at is null;
    create index ${name("by_change")} on ${t} (updated_at, id) where deleted_at is null;
    create index ${name("name_parts")} on ${t} using gin (search_name gin_trgm_ops) where deleted_at is null;
    create index ${name("phone_parts")} on ${t} using gin (phone_digits gin_trgm_ops) where deleted_at is null;
    create index ${name("phone")} on ${t} (phone_digits) where deleted_at is null;
    create index ${name("birth")} on ${t} (birth_date) where deleted_at is null;
    create index ${name("merged")} on ${t} (merged_into) where merged_into is not null;
    create trigger count_version before update on ${t} for each row execute function count_version();
  `.execute(db);
}
