import { type Kysely, sql } from "kysely";

const DELETABLE = ["patients", "guardians", "services", "professionals", "contacts"];

/** Contacts are found and deleted like other records; what was deleted is listed, so that it can be restored. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contacts
      add column search_name text collate "C" not null generated always as (fold(coalesce(display_name, ''))) stored,
      add column deleted_at timestamptz(3);
    create index contacts_by_name on contacts (search_name, id) where deleted_at is null;
    create index contacts_by_id on contacts (id) where deleted_at is null;
    create index contacts_by_change on contacts (updated_at, id) where deleted_at is null;
    create index contacts_name_parts on contacts using gin (search_name gin_trgm_ops) where deleted_at is null;
    create index contacts_key_parts on contacts using gin (contact_key gin_trgm_ops) where deleted_at is null;

    alter table tags add column search_name text collate "C" not null generated always as (fold(name)) stored;
    alter table flows add column search_name text collate "C" not null generated always as (fold(name)) stored;
    create index notes_parts on notes using gin (fold(text) gin_trgm_ops) where deleted_at is null;
    create index notes_of_author on notes (author_id, id) where deleted_at is null;

    alter table holidays
      add column created_at timestamptz(3) not null default now(),
      add column updated_at timestamptz(3) not null default now(),
      add column version integer not null default 1;
    create trigger count_version before update on holidays for each row execute function count_version();
  `.execute(db);
  for (const table of DELETABLE)
    await sql`
      create index ${sql.raw(`${table}_deleted`)} on ${sql.raw(table)} (search_name, id)
        where deleted_at is not null`.execute(db);
  await sql`create index notes_deleted on notes (id) where deleted_at is not null`.execute(db);
  // The function is what it was, except that a deleted contact has no known person.
  await sql`
    do $$ begin
      execute replace(pg_get_functiondef('lookup.patient_card(text)'::regprocedure),
        'where contact_key = contact and', 'where contact_key = contact and contacts.deleted_at is null and');
    end $$`.execute(db);
}
