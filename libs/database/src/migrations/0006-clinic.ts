import { type Kysely, sql } from "kysely";

/** How the clinic is set up: settings, numbers, blocked contacts, days off, and the flows' drafts and versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table settings (
      key text primary key check (key ~ '^[a-z]+(-[a-z]+)*$'),
      value jsonb not null,
      updated_by uuid references users,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1
    );
    create trigger count_version before update on settings for each row execute function count_version();

    -- Credentials of a number stay in the configuration; here is what staff may change.
    create table channels (
      id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
      name text not null check (length(name) between 1 and 80),
      bot_enabled boolean not null default true,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1
    );
    create trigger count_version before update on channels for each row execute function count_version();

    create table holidays (
      day date primary key,
      name text not null check (length(name) between 1 and 80),
      -- Absent: closed all day.
      opens time,
      closes time,
      check ((opens is null) = (closes is null) and (opens is null or closes > opens))
    );

    create table blocks (
      id uuid primary key default uuidv7(),
      channel text not null check (channel ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
      contact_key text not null check (contact_key ~ '^([0-9]{5,20}|lid-[0-9]{5,20})$'),
      reason text not null check (length(reason) between 1 and 500),
      -- Absent: until it is lifted.
      until timestamptz(3),
      blocked_by uuid not null references users,
      blocked_at timestamptz(3) not null default now(),
      lifted_by uuid references users,
      lifted_at timestamptz(3),
      check ((lifted_at is null) = (lifted_by is null))
    );
    create unique index one_block_of_a_contact on blocks (channel, contact_key) where lifted_at is null;

    create table flows (
      id uuid primary key default uuidv7(),
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
      name text not null check (length(name) between 1 and 120),
      created_at timestamptz(3) not null default now()
    );
    create table flow_versions (
      flow_id uuid not null references flows,
      number integer not null check (number > 0),
      hash text not null,
      content jsonb not null,
      note text check (length(note) <= 500),
      published_by uuid not null references users,
      published_at timestamptz(3) not null default now(),
      primary key (flow_id, number)
    );
    create trigger append_only before update or delete on flow_versions for each row execute function refuse_change();
    create table flow_drafts (
      flow_id uuid primary key references flows,
      content jsonb not null,
      -- The version it was begun from; absent for a flow never published.
      base_number integer,
      updated_by uuid not null references users,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      foreign key (flow_id, base_number) references flow_versions (flow_id, number)
    );
    create trigger count_version before update on flow_drafts for each row execute function count_version();
  `.execute(db);
}
