import { type Kysely, sql } from "kysely";

/**
 * What the bot may ask of the clinic's records, and all it may ask: who is known behind one contact. The role may call
 * this function and read nothing else; the function reads with its owner's rights.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema lookup;

    create function lookup.patient_card(contact text) returns jsonb
      language sql stable security definer set search_path = pg_catalog, public as $$
      -- Whoever has this phone in their record writes from it, linked by hand or not. One way each: one index each.
      with guardian as (
        select id, coalesce(social_name, name) as name from guardians where deleted_at is null and phone_digits = contact
        union
        select guardians.id, coalesce(social_name, name) from contacts
          join contact_people people on people.contact_id = contacts.id
          join guardians on guardians.id = people.guardian_id
        where contact_key = contact and guardians.deleted_at is null
      ),
      own as (
        select id from patients where deleted_at is null and phone_digits = contact
        union
        select people.patient_id from contacts join contact_people people on people.contact_id = contacts.id
        where contact_key = contact and people.patient_id is not null
      ),
      -- Nothing is told to a guardian without custody, or whom the family wants left out.
      ward as (
        select patient_id as id from patient_guardians
        where guardian_id in (select id from guardian) and custody <> 'none' and contact_preference <> 'never'
      ),
      known as (
        select id, coalesce(social_name, name) as name, birth_date, id in (select id from ward) as is_ward
        from patients where deleted_at is null and id in (select id from own union select id from ward)
        -- The oldest is likeliest to be the one who writes.
        order by is_ward, birth_date nulls last, id limit 8
      ),
      next as (
        select distinct on (patient_id) patient_id, jsonb_build_object(
          'id', appointments.id,
          'at', (extract(epoch from starts_at) * 1000)::bigint,
          'service', left(services.texts #>> '{pt,name}', 120)) as appointment
        from appointments join services on services.id = appointments.service_id
        where patient_id in (select id from known) and state in ('scheduled', 'confirmed') and starts_at > now()
        order by patient_id, starts_at, appointments.id
      ),
      named as (
        select coalesce((select name from guardian order by id limit 1), (select name from known limit 1)) as name
      )
      select jsonb_build_object('name', left(name, 120), 'patients', coalesce(
        (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'id', known.id,
            'name', left(known.name, 120),
            'relation', case when is_ward then 'ward' else 'self' end,
            'appointment', next.appointment)) order by is_ward, birth_date nulls last, known.id)
          from known left join next on next.patient_id = known.id), '[]'))
      from named where name is not null
    $$;
    revoke all on function lookup.patient_card(text) from public;

    -- Roles belong to the whole server: another of its databases may have made this one, even at this moment. An owner who may
    -- make no roles has got it made.
    do $$ begin
      create role acolhe_lookup nologin;
    exception when duplicate_object or unique_violation or insufficient_privilege then null;
    end $$;
    do $$ begin
      if not pg_has_role(current_user, 'acolhe_lookup', 'set') then grant acolhe_lookup to current_user; end if;
    end $$;
    grant usage on schema lookup to acolhe_lookup;
    grant execute on function lookup.patient_card(text) to acolhe_lookup;
  `.execute(db);
}
