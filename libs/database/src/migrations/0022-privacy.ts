import { type Kysely, sql } from "kysely";

/** Erasures of people with what proves them, what the law keeps of an erased patient, and consents from the streams. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- What is only ever added to still has to lose a person who is erased, and only then.
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'TRUNCATE' and current_setting('acolhe.erasing', true) = 'yes' then
        return coalesce(new, old);
      end if;
      raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
    end $$;

    create table erasures (
      id uuid primary key default uuidv7(),
      state text not null default 'requested'
        check (state in ('requested', 'approved', 'running', 'done', 'refused')),
      subject_kind text not null check (subject_kind in ('patient', 'guardian', 'contact')),
      -- Whom: an id, or a contact's key. Emptied at the end, as is the plan.
      subject text,
      reason text not null check (length(reason) between 1 and 500),
      -- Absent: on the operators' command line.
      requested_by uuid references users,
      decided_by uuid references users,
      decided_at timestamptz(3),
      -- The step that was begun last, and why it failed.
      step text,
      problem text,
      plan jsonb,
      counts jsonb not null default '{}',
      certificate jsonb,
      ended_at timestamptz(3),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      constraint second_person check (decided_by is null or decided_by <> requested_by),
      check ((state in ('done', 'refused')) = (ended_at is not null)),
      check (state <> 'done' or (certificate is not null and plan is null and subject is null))
    );
    create trigger count_version before update on erasures for each row execute function count_version();
    create unique index one_erasure_of_a_person on erasures (subject_kind, subject)
      where state in ('requested', 'approved', 'running');

    -- One row, made with the database: without it numbers cannot be tried against the tombstones.
    create table erasure_salt (
      only_one boolean primary key default true check (only_one),
      salt bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    );
    insert into erasure_salt default values;

    -- Records of this conversation up to these places of the streams are never projected again.
    create table erasure_tombstones (
      hash bytea primary key check (length(hash) = 32),
      erasure_id uuid not null references erasures,
      inbound_seq bigint not null,
      turns_seq bigint not null,
      delivery_seq bigint not null
    );

    -- Who an erased patient was, as long as the law asks a clinic to know whom it treated.
    create table kept_by_law (
      patient_id uuid primary key references patients,
      erasure_id uuid not null references erasures,
      identity jsonb not null,
      basis text not null,
      keep_until date not null
    );

    -- From TURNS: what a contact was told, agreed to or took back, one act a row.
    create table read.consents (
      turn_seq bigint not null,
      purpose text not null,
      act text not null check (act in ('informed', 'given', 'withdrawn')),
      channel text not null,
      contact_key text collate "C" not null,
      at timestamptz(3) not null,
      event_id text not null,
      event_seq bigint not null,
      rule text not null,
      flow_version text not null,
      -- What was said, in the words that left; absent where nothing was.
      wording text,
      primary key (turn_seq, purpose)
    );
    create index consents_of_contact on read.consents (channel, contact_key, turn_seq);
  `.execute(db);
}
