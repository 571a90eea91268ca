import { type Kysely, sql } from "kysely";

/** What a person at the panel keeps between two days: a login that several tabs refresh, preferences, saved views. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- For some seconds a login has more than one token that is not used yet.
    drop index refresh_tokens_unused;
    create index refresh_tokens_of_family on refresh_tokens (family_id);

    create table user_preferences (
      user_id uuid primary key references users on delete cascade,
      language language not null default 'pt',
      theme text not null default 'system' check (theme in ('light', 'dark', 'system')),
      sound boolean not null default false,
      notifications boolean not null default false,
      -- Small choices of the panel, such as the width of a column, by names of its own.
      choices jsonb not null default '{}' check (jsonb_typeof(choices) = 'object' and length(choices::text) <= 50000)
    );

    create table saved_views (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users on delete cascade,
      page text not null check (page ~ '^[a-z]+(-[a-z]+)*$' and length(page) <= 40),
      name text not null check (length(name) between 1 and 60),
      -- Filters, order and columns, as the page's address holds them.
      query text not null check (length(query) <= 2000),
      position integer not null check (position between 0 and 1000),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      constraint saved_views_name unique (user_id, page, name)
    );
    create trigger count_version before update on saved_views for each row execute function count_version();

    -- The panel's first page counts those without an answer, and they are few among all.
    create index conversations_unanswered on read.conversations (unanswered_since, first_turn_seq)
      where unanswered_since is not null;
  `.execute(db);
}
