delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is not null);
insert into "contacts" ("channel", "contact_key", "display_name") values ($1, $2, $3) on conflict ("channel", "contact_key") do update set "deleted_at" = $4, "display_name" = $5 where "contacts"."deleted_at" is not null returning *;
insert into "contact_people" ("contact_id", "patient_id") values ($1, $2) on conflict do nothing;
insert into "contact_people" ("contact_id", "guardian_id") values ($1, $2) on conflict do nothing;
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."updated_at" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is null and exists (select from contact_people cp where cp.contact_id = contacts.id) = $1 order by "contacts"."updated_at" asc, "contacts"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "contacts" where "deleted_at" is null and exists (select from contact_people cp where cp.contact_id = contacts.id) = $1 limit $2) as "counted";
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."search_name" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is null and exists (select from contact_people cp where cp.contact_id = contacts.id) = $1 order by "contacts"."search_name" asc, "contacts"."id" asc limit $2;
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."search_name" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is null and ("contacts"."search_name" like '%' || fold($1) || '%' and "contacts"."search_name" like '%' || fold($2) || '%') order by "contacts"."search_name" asc, "contacts"."id" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "contacts" where "deleted_at" is null and ("contacts"."search_name" like '%' || fold($1) || '%' and "contacts"."search_name" like '%' || fold($2) || '%') limit $3) as "counted";
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."search_name" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is null and ("contacts"."contact_key" like $1 or "contacts"."contact_key" like $2) order by "contacts"."search_name" asc, "contacts"."id" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "contacts" where "deleted_at" is null and ("contacts"."contact_key" like $1 or "contacts"."contact_key" like $2) limit $3) as "counted";
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."search_name" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is null and "channel" = $1 order by "contacts"."search_name" asc, "contacts"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "contacts" where "deleted_at" is null and "channel" = $1 limit $2) as "counted";
update "contacts" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."search_name" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is null order by "contacts"."search_name" asc, "contacts"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "contacts" where "deleted_at" is null limit $1) as "counted";
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", "contacts"."search_name" as "cursor_value", "contacts"."id" as "cursor_id" from "contacts" where "deleted_at" is not null order by "contacts"."search_name" asc, "contacts"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "contacts" where "deleted_at" is not null limit $1) as "counted";
select "contacts"."id", "channel", "contact_key", "display_name" from "contact_people" inner join "contacts" on "contacts"."id" = "contact_people"."contact_id" where "patient_id" = $1 and "deleted_at" is null order by "channel", "contact_key";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and "patients"."id" in (select "people"."patient_id" from contact_people people
    join contacts on contacts.id = people.contact_id
    where contacts.contact_key = $1 and contacts.deleted_at is null)) order by "patients"."search_name" asc, "patients"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and "patients"."id" in (select "people"."patient_id" from contact_people people
    join contacts on contacts.id = people.contact_id
    where contacts.contact_key = $1 and contacts.deleted_at is null)) limit $2) as "counted";
