import { type Kysely, sql } from "kysely";

/**
 * What the bot captured, projected from the log and never edited, and beside it what staff make of it. The schema
 * `read` can be dropped and rebuilt from the log, so nothing outside of it refers to it by a foreign key: a lead's id
 * follows from the log and is the same after a rebuild.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema read;

    create table read.leads (
      id uuid primary key,
      channel text not null,
      contact_key text not null,
      -- The turn that asked for a person, or that ended the collecting.
      turn_seq bigint not null,
      captured_at timestamptz(3) not null,
      name text,
      search_name text collate "C" not null generated always as (fold(coalesce(name, ''))) stored,
      service text,
      team text,
      reason text,
      captured jsonb not null,
      unique (channel, contact_key, turn_seq)
    );
    create index leads_by_time on read.leads (captured_at, id);
    create index leads_name_parts on read.leads using gin (search_name gin_trgm_ops);
    create index leads_of_contact on read.leads (contact_key, captured_at);

    create type lead_status as enum ('assigned', 'converted', 'discarded');

    -- A lead without a row here is new.
    create table lead_handling (
      lead_id uuid primary key,
      status lead_status not null,
      assignee_id uuid references users,
      patient_id uuid references patients,
      guardian_id uuid references guardians,
      discard_reason text check (length(discard_reason) between 1 and 500),
      updated_by uuid not null references users,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      check ((status = 'converted') = (patient_id is not null)),
      check ((status = 'discarded') = (discard_reason is not null)),
      check (status <> 'assigned' or assignee_id is not null)
    );
    create index lead_handling_in_status on lead_handling (status, lead_id);
    create index lead_handling_of_assignee on lead_handling (assignee_id) where status = 'assigned';
    create index lead_handling_of_patient on lead_handling (patient_id) where patient_id is not null;
    create trigger count_version before update on lead_handling for each row execute function count_version();
  `.execute(db);
}
