import { type Kysely, sql } from "kysely";

/**
 * How far each export is, for the user who waits for it: a row a file, forgotten after some days. The audit keeps who
 * exported.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type export_outcome as enum ('done', 'failed', 'left');
    create table exports (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users,
      entity text not null,
      format text not null,
      total integer not null check (total >= 0),
      written integer not null default 0 check (written >= 0),
      started_at timestamptz(3) not null default now(),
      ended_at timestamptz(3),
      -- Absent: under way. Left: the client that asked has gone.
      outcome export_outcome,
      check ((ended_at is null) = (outcome is null))
    );
    create index exports_by_age on exports (started_at);
  `.execute(db);
}
