import { type Kysely, sql } from "kysely";

/** When each professional works and is away, the colour of a service in the calendar, and leads that are new again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- By the clinic's own clock. Two of one day have a break between them.
    create table professional_hours (
      professional_id uuid not null references professionals on delete cascade,
      -- ISO 8601: Monday is 1.
      weekday smallint not null check (weekday between 1 and 7),
      opens time not null,
      closes time not null check (closes > opens),
      primary key (professional_id, weekday, opens),
      constraint hours_do_not_overlap exclude using gist (
        professional_id with =, weekday with =,
        int4range((extract(epoch from opens) / 60)::integer, (extract(epoch from closes) / 60)::integer) with &&)
    );
    create table professional_absences (
      professional_id uuid not null references professionals on delete cascade,
      starts_at timestamptz(3) not null,
      ends_at timestamptz(3) not null check (ends_at > starts_at),
      reason text check (length(reason) between 1 and 200),
      primary key (professional_id, starts_at),
      constraint absences_do_not_overlap exclude using gist
        (professional_id with =, tstzrange(starts_at, ends_at) with &&)
    );

    alter table services
      add column color text not null default '#64748b' check (color ~ '^#[0-9a-f]{6}$');

    -- A lead that was handled and is new again keeps its row, so that its version goes on counting.
    alter table lead_handling
      alter column status drop not null,
      add constraint new_again_is_empty check (
        status is not null or num_nonnulls(assignee_id, patient_id, guardian_id, discard_reason) = 0);
  `.execute(db);
}
