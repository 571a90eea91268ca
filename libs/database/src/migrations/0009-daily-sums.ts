import { type Kysely, sql } from "kysely";

/** Sums that a question about months can add up in milliseconds, and an index to count what became of a period's leads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The sums of read.hourly once more, by day. Days are of UTC: a question reads the hours at its edges besides.
    create table read.daily (
      measure text not null,
      channel text not null,
      day date not null,
      service text not null,
      label text not null,
      count bigint not null,
      total_ms bigint not null,
      primary key (measure, channel, day, service, label)
    );
    insert into read.daily
      select measure, channel, (hour at time zone 'UTC')::date, service, label, sum(count), sum(total_ms)
      from read.hourly group by 1, 2, 3, 4, 5
      having sum(count) <> 0 or sum(total_ms) <> 0;

    create index lead_handling_by_change on lead_handling (updated_at, lead_id, status);
  `.execute(db);
}
