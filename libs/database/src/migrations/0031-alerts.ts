import { type Kysely, sql } from "kysely";

/** What the alerts' one sender remembers, who that is, and what operators ask of it. No person is in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alert_watch (
      one boolean primary key default true check (one),
      holder uuid,
      held_until timestamptz(3) not null default now(),
      state jsonb not null default '{}',
      saved_at timestamptz(3)
    );
    insert into alert_watch default values;

    create table alert_orders (
      id uuid primary key default uuidv7(),
      kind text not null check (kind in ('acknowledge', 'test')),
      alert_key text check ((kind = 'acknowledge') = (alert_key is not null)),
      ordered_by text not null,
      ordered_at timestamptz(3) not null default now()
    );
  `.execute(db);
}
