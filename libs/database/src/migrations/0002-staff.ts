import { type Kysely, sql } from "kysely";

/** Who may use the panel, how they prove it, and what they did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type user_role as enum ('admin', 'attendant', 'analyst', 'operator');

    create table users (
      id uuid primary key default uuidv7(),
      email text not null check (email ~ '^[^@\\s]+@[^@\\s]+$' and length(email) <= 254),
      name text not null check (length(name) between 1 and 120),
      search_name text collate "C" not null generated always as (fold(name)) stored,
      role user_role not null,
      password_hash text not null,
      must_change_password boolean not null default true,
      active boolean not null default true,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1
    );
    create unique index users_email on users (lower(email));
    create index users_by_name on users (search_name, id);
    create trigger count_version before update on users for each row execute function count_version();

    -- One login on one device; its refresh tokens follow each other, and the reuse of an old one ends them all.
    create table refresh_families (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users on delete cascade,
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      ended_at timestamptz(3),
      ended_because text check (ended_because in ('logout', 'reuse', 'password', 'administrator')),
      address inet,
      user_agent text check (length(user_agent) <= 300),
      check ((ended_at is null) = (ended_because is null))
    );
    create index refresh_families_of_user on refresh_families (user_id) where ended_at is null;
    create table refresh_tokens (
      hash bytea primary key check (length(hash) = 32),
      family_id uuid not null references refresh_families on delete cascade,
      issued_at timestamptz(3) not null default now(),
      used_at timestamptz(3)
    );
    create unique index refresh_tokens_unused on refresh_tokens (family_id) where used_at is null;

    create table password_links (
      hash bytea primary key check (length(hash) = 32),
      user_id uuid not null references users on delete cascade,
      created_by uuid not null references users,
      expires_at timestamptz(3) not null,
      used_at timestamptz(3)
    );
    create index password_links_of_user on password_links (user_id);

    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz(3) not null default now(),
      -- Users are never deleted; absent for what happened without a login.
      user_id uuid references users,
      action text not null check (action ~ '^[a-z]+(-[a-z]+)*$'),
      entity text not null check (entity ~ '^[a-z]+(-[a-z]+)*$'),
      entity_id text,
      -- Names of what changed, and values where they are no one's personal data.
      changes jsonb,
      address inet,
      request_id text,
      trace_id text
    );
    create index audit_of_entity on audit (entity, entity_id, id desc);
    create index audit_of_user on audit (user_id, id desc);
    create index audit_of_action on audit (action, id desc);
    create index audit_by_time on audit (at);
    create trigger append_only before update or delete on audit for each row execute function refuse_change();
    create trigger append_only_whole before truncate on audit execute function refuse_change();

    create table idempotency_keys (
      user_id uuid not null references users on delete cascade,
      key text not null check (length(key) between 1 and 128),
      route text not null,
      body_hash bytea not null,
      created_at timestamptz(3) not null default now(),
      -- Absent while the first request is under way.
      status integer,
      answer jsonb,
      primary key (user_id, key)
    );
    create index idempotency_keys_by_age on idempotency_keys (created_at);
  `.execute(db);
}
