delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is not null);
insert into "contacts" ("channel", "contact_key", "display_name") values ($1, $2, $3) on conflict ("channel", "contact_key") do update set "deleted_at" = $4, "display_name" = $5 where "contacts"."deleted_at" is not null returning *;
insert into "contact_people" ("contact_id", "patient_id") values ($1, $2) on conflict do nothing;
update "patients" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
select "id", "channel", "contact_key", "display_name", "created_at", "updated_at", "version", "deleted_at", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people" from "contacts" where "id" = $1;
