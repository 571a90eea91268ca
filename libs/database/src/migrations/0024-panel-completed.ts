import { type Kysely, sql } from "kysely";

/** What a service takes of plans, and records that are told of when they change, as conversations are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Which plans a service takes, and what a patient pays by each. Null: staff have said nothing, and the flow's own
    -- table counts; an empty list: none.
    alter table services
      add column insurances jsonb
        check (insurances is null or (jsonb_typeof(insurances) = 'array' and jsonb_array_length(insurances) <= 40));
  `.execute(db);
  await sql`
    -- As before, except that an erasure tells no one: a change carries the number of the record that is gone.
    create or replace function tell_change() returns trigger language plpgsql as $$
    declare
      changed jsonb := to_jsonb(coalesce(new, old));
    begin
      if current_setting('acolhe.erasing', true) = 'yes' then
        return null;
      end if;
      insert into desk_changes (kind, what)
        select tg_argv[0], string_agg(changed ->> name, '/' order by place)
        from unnest(tg_argv[1:]) with ordinality as names(name, place)
      on conflict do nothing;
      return null;
    end $$;
  `.execute(db);
  for (const [table, column] of TOLD)
    await sql`
      create trigger ${sql.id(`tell_${column}`)} after insert or update or delete on ${sql.table(table)}
        for each row execute function tell_change('record', ${sql.lit(column)})`.execute(db);
}

/** Whose record another row belongs to. */
const TOLD = [
  ["patients", "id"],
  ["guardians", "id"],
  ["patient_guardians", "patient_id"],
  ["patient_guardians", "guardian_id"],
  ["patient_tags", "patient_id"],
  ["notes", "patient_id"],
] as const;
