select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation", "contact_preference") values ($1, $2, $3, $4) on conflict ("patient_id", "guardian_id") do update set "relation" = $5, "contact_preference" = $6 returning *;
insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
select "appointments"."id", "patient_id", "professional_id", "service_id", "starts_at", "ends_at", "state", "appointments"."modality", "link", case when patients.deleted_at is null then "appointments"."note" end as "note", "reason", "appointments"."version", case when patients.deleted_at is null
  then coalesce(patients.social_name, patients.name) else '(cadastro excluído)' end as "patient", case when patients.deleted_at is null then "patients"."phone" end as "patient_phone", case when patients.deleted_at is null then "patients"."insurance" end as "insurance", "professionals"."name" as "professional", services.texts #>> '{pt,name}' as "service", "services"."color" as "service_color", (
  select jsonb_build_object('id', g.id, 'name', coalesce(g.social_name, g.name), 'phone', g.phone)
  from patient_guardians pg join guardians g on g.id = pg.guardian_id
  where pg.patient_id = appointments.patient_id and g.deleted_at is null
    and pg.contact_preference in ('preferred', 'allowed') and pg.custody <> 'none'
  order by pg.contact_preference, g.search_name, g.id limit 1) as "guardian" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where (appointments.starts_at < $1 and appointments.ends_at > $2
    and appointments.starts_at > $3::timestamptz - interval '12 hours') order by "starts_at", "appointments"."id" limit $4;
update "patient_guardians" set "contact_preference" = $1 where "patient_id" = $2 and "guardian_id" <> $3 and "contact_preference" = $4;
select "appointments"."id", "patient_id", "professional_id", "service_id", "starts_at", "ends_at", "state", "appointments"."modality", "link", case when patients.deleted_at is null then "appointments"."note" end as "note", "reason", "appointments"."version", case when patients.deleted_at is null
  then coalesce(patients.social_name, patients.name) else '(cadastro excluído)' end as "patient", case when patients.deleted_at is null then "patients"."phone" end as "patient_phone", case when patients.deleted_at is null then "patients"."insurance" end as "insurance", "professionals"."name" as "professional", services.texts #>> '{pt,name}' as "service", "services"."color" as "service_color", (
  select jsonb_build_object('id', g.id, 'name', coalesce(g.social_name, g.name), 'phone', g.phone)
  from patient_guardians pg join guardians g on g.id = pg.guardian_id
  where pg.patient_id = appointments.patient_id and g.deleted_at is null
    and pg.contact_preference in ('preferred', 'allowed') and pg.custody <> 'none'
  order by pg.contact_preference, g.search_name, g.id limit 1) as "guardian" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where ((appointments.starts_at < $1 and appointments.ends_at > $2
    and appointments.starts_at > $3::timestamptz - interval '12 hours') and "appointments"."professional_id" in ($4, $5) and "appointments"."service_id" in ($6) and "appointments"."state" in ($7, $8) and "appointments"."modality" in ($9)) order by "starts_at", "appointments"."id" limit $10;
select "appointments"."id", "patient_id", "professional_id", "service_id", "starts_at", "ends_at", "state", "appointments"."modality", "link", case when patients.deleted_at is null then "appointments"."note" end as "note", "reason", "appointments"."version", case when patients.deleted_at is null
  then coalesce(patients.social_name, patients.name) else '(cadastro excluído)' end as "patient", case when patients.deleted_at is null then "patients"."phone" end as "patient_phone", case when patients.deleted_at is null then "patients"."insurance" end as "insurance", "professionals"."name" as "professional", services.texts #>> '{pt,name}' as "service", "services"."color" as "service_color", (
  select jsonb_build_object('id', g.id, 'name', coalesce(g.social_name, g.name), 'phone', g.phone)
  from patient_guardians pg join guardians g on g.id = pg.guardian_id
  where pg.patient_id = appointments.patient_id and g.deleted_at is null
    and pg.contact_preference in ('preferred', 'allowed') and pg.custody <> 'none'
  order by pg.contact_preference, g.search_name, g.id limit 1) as "guardian" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where ((appointments.starts_at < $1 and appointments.ends_at > $2
    and appointments.starts_at > $3::timestamptz - interval '12 hours') and "appointments"."professional_id" in ($4, $5) and "appointments"."service_id" in ($6) and "appointments"."state" in ($7) and "appointments"."modality" in ($8)) order by "starts_at", "appointments"."id" limit $9;
