import { type Kysely, sql } from "kysely";

/** Names a conversation, as the log does. */
const REF = sql.raw(`
  channel text not null check (channel ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  contact_key text collate "C" not null check (contact_key ~ '^([0-9]{5,20}|lid-[0-9]{5,20})$')`);

/**
 * What staff do with conversations: who answers, what each has read, what they tell each other, and the answers they keep
 * ready. None of it is projected, so a rebuild of the read side leaves it alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table conversation_assignments (
      ${REF},
      user_id uuid not null references users,
      assigned_by uuid not null references users,
      assigned_at timestamptz(3) not null default now(),
      primary key (channel, contact_key)
    );
    create index conversation_assignments_of_user on conversation_assignments (user_id);

    create table conversation_reads (
      user_id uuid not null references users on delete cascade,
      ${REF},
      read_to timestamptz(3) not null,
      primary key (user_id, channel, contact_key)
    );

    create table conversation_notes (
      id uuid primary key default uuidv7(),
      ${REF},
      author_id uuid not null references users,
      text text not null check (length(text) between 1 and 4000),
      created_at timestamptz(3) not null default now()
    );
    create index conversation_notes_of_contact on conversation_notes (channel, contact_key, created_at, id);

    create table quick_replies (
      id uuid primary key default uuidv7(),
      title text not null check (length(title) between 1 and 80),
      search_name text collate "C" not null generated always as (fold(title || ' ' || shortcut)) stored,
      -- What is typed to find it.
      shortcut text collate "C" not null check (shortcut ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
      text text not null check (length(text) between 1 and 4096),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1
    );
    create unique index quick_replies_shortcut on quick_replies (shortcut);
    create index quick_replies_by_name on quick_replies (search_name, id);
    create trigger count_version before update on quick_replies for each row execute function count_version();

    -- Who looks at a conversation or types in it, until when unless they say so again. Nothing is lost with it.
    create unlogged table conversation_presence (
      user_id uuid not null references users on delete cascade,
      ${REF},
      state text not null check (state in ('looking', 'typing')),
      until timestamptz(3) not null,
      primary key (user_id, channel, contact_key)
    );
  `.execute(db);
  await tellChanges(db);
  await sql`
    -- Of bot and attendants from TURNS, of patients from INBOUND: what is quoted, chosen, or who said it.
    alter table read.messages add column details jsonb;
    -- What the bot keeps of what the patient told.
    alter table read.conversations add column collected jsonb;
    -- The bot says the same to everyone, and finding it would find everyone.
    create index messages_parts on read.messages using gin (fold(text) gin_trgm_ops) where author <> 'bot';
    create index sessions_of_service on read.sessions (service, session_seq) where service <> '';
    create index conversations_in_session on read.conversations (session_seq);
    create index conversations_merged on read.conversations (channel, merged_into) where merged_into is not null;
  `.execute(db);
}

/** Which table's rows are told of, under which name and by which columns. */
const TOLD = [
  ["lead_handling", "lead", "lead_id"],
  ["appointments", "appointment", "id"],
  ["channels", "channel", "id"],
  ["settings", "setting", "key"],
  ["conversation_assignments", "conversation", "channel', 'contact_key"],
  ["conversation_notes", "conversation", "channel', 'contact_key"],
  ["blocks", "conversation", "channel', 'contact_key"],
] as const;

/**
 * What staff changed, for those who look at it now. A change is known by its transaction, because transactions end in
 * another order than their rows are numbered: all that lie below the oldest open one are there, and none comes later.
 */
async function tellChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table desk_changes (
      tx bigint not null default (pg_current_xact_id()::text::bigint),
      kind text not null check (kind ~ '^[a-z]+$'),
      what text collate "C" not null,
      at timestamptz(3) not null default now(),
      primary key (tx, kind, what)
    );
    -- There is always one, so that a beginning is told from what was forgotten.
    insert into desk_changes (kind, what) values ('begun', '');

    create function tell_change() returns trigger language plpgsql as $$
    declare
      changed jsonb := to_jsonb(coalesce(new, old));
    begin
      insert into desk_changes (kind, what)
        select tg_argv[0], string_agg(changed ->> name, '/' order by place)
        from unnest(tg_argv[1:]) with ordinality as names(name, place)
      on conflict do nothing;
      return null;
    end $$;
  `.execute(db);
  for (const [table, kind, columns] of TOLD)
    await sql`
      create trigger tell_change after insert or update or delete on ${sql.raw(table)}
        for each row execute function tell_change(${sql.raw(`'${kind}', '${columns}'`)})`.execute(db);
}
