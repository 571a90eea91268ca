import { type Kysely, sql } from "kysely";

/** What the clinic offers, who gives it, and when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type modality as enum ('in-person', 'online', 'both');

    create table services (
      id uuid primary key default uuidv7(),
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
      -- {"pt": {"name", "description"}, "es"?: …, "en"?: …}; Portuguese is what everything falls back to.
      texts jsonb not null check (length(texts #>> '{pt,name}') between 1 and 120),
      search_name text collate "C" not null generated always as (fold(texts #>> '{pt,name}')) stored,
      price_cents integer check (price_cents >= 0),
      duration_minutes integer not null check (duration_minutes between 5 and 720),
      modality modality not null,
      active boolean not null default true,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      deleted_at timestamptz(3)
    );
    create index services_by_name on services (search_name, id) where deleted_at is null;
    create trigger count_version before update on services for each row execute function count_version();

    create table professionals (
      id uuid primary key default uuidv7(),
      name text not null check (length(btrim(name)) between 1 and 200),
      search_name text collate "C" not null generated always as (fold(name)) stored,
      -- The professional council's registration, such as CRM-SP 123456.
      registration text check (length(registration) <= 40),
      phone text check (phone ~ '^\\+[1-9][0-9]{6,14}$'),
      email text check (email ~ '^[^@\\s]+@[^@\\s]+$' and length(email) <= 254),
      active boolean not null default true,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      deleted_at timestamptz(3)
    );
    create unique index professionals_registration on professionals (fold(registration)) where deleted_at is null;
    create index professionals_by_name on professionals (search_name, id) where deleted_at is null;
    create trigger count_version before update on professionals for each row execute function count_version();

    create table professional_services (
      professional_id uuid not null references professionals on delete cascade,
      service_id uuid not null references services on delete cascade,
      primary key (professional_id, service_id)
    );
    create index professional_services_of_service on professional_services (service_id);

    create type appointment_state as enum
      ('requested', 'scheduled', 'confirmed', 'arrived', 'completed', 'no-show', 'cancelled');

    create table appointments (
      id uuid primary key default uuidv7(),
      patient_id uuid not null references patients,
      professional_id uuid not null references professionals,
      service_id uuid not null references services,
      starts_at timestamptz(3) not null,
      ends_at timestamptz(3) not null,
      state appointment_state not null default 'scheduled',
      modality modality not null check (modality <> 'both'),
      note text check (length(note) <= 2000),
      reason text check (length(reason) <= 500),
      created_by uuid references users,
      updated_by uuid references users,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      version integer not null default 1,
      check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
      -- Whatever two people at two desks do at once: no person is in two places.
      constraint professional_is_free exclude using gist
        (professional_id with =, tstzrange(starts_at, ends_at) with &&) where (state not in ('cancelled', 'no-show')),
      constraint patient_is_free exclude using gist
        (patient_id with =, tstzrange(starts_at, ends_at) with &&) where (state not in ('cancelled', 'no-show'))
    );
    create index appointments_by_time on appointments (starts_at, id);
    create index appointments_of_patient on appointments (patient_id, starts_at, id);
    create index appointments_of_professional on appointments (professional_id, starts_at, id);
    create index appointments_of_service on appointments (service_id, starts_at, id);
    create index appointments_in_state on appointments (state, starts_at, id);
    create trigger count_version before update on appointments for each row execute function count_version();

    create table appointment_history (
      id bigint generated always as identity primary key,
      appointment_id uuid not null references appointments on delete cascade,
      at timestamptz(3) not null default now(),
      user_id uuid references users,
      state_before appointment_state,
      state appointment_state not null,
      starts_at timestamptz(3) not null,
      professional_id uuid not null references professionals,
      reason text
    );
    create index appointment_history_of on appointment_history (appointment_id, id);
    create trigger append_only before update or delete on appointment_history
      for each row execute function refuse_change();

    create function note_appointment() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into appointment_history (appointment_id, user_id, state, starts_at, professional_id, reason)
          values (new.id, new.created_by, new.state, new.starts_at, new.professional_id, new.reason);
      elsif (old.state, old.starts_at, old.professional_id) is distinct from
            (new.state, new.starts_at, new.professional_id) then
        insert into appointment_history
            (appointment_id, user_id, state_before, state, starts_at, professional_id, reason)
          values (new.id, new.updated_by, old.state, new.state, new.starts_at, new.professional_id, new.reason);
      end if;
      return null;
    end $$;
    create trigger note_appointment after insert or update on appointments
      for each row execute function note_appointment();
  `.execute(db);
}
