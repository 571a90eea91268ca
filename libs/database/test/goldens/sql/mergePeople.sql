insert into "patients" ("name", "email", "cpf") values ($1, $2, $3) returning *;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
insert into "notes" ("patient_id", "author_id", "text") values ($1, $2, $3) returning *;
insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
select * from "patients" where "id" in ($1, $2) and "deleted_at" is null order by "id" for update;
insert into "merges" ("kind", "survivor_id", "absorbed_id", "absorbed", "merged_by") values ($1, $2, $3, $4, $5);
update "patients" set "deleted_at" = now(), "merged_into" = $1 where "id" = $2;

    update patient_guardians as moved set "patient_id" = $1,
      contact_preference = case when contact_preference = 'preferred' then 'allowed' else contact_preference end
    where "patient_id" = $2 and not exists
      (select from patient_guardians kept where kept."patient_id" = $3 and kept."guardian_id" = moved."guardian_id");

    update contact_people as moved set "patient_id" = $1
    where "patient_id" = $2 and not exists
      (select from contact_people kept where kept."patient_id" = $3 and kept.contact_id = moved.contact_id);
update lead_handling set "patient_id" = $1 where "patient_id" = $2;

    insert into patient_tags (patient_id, tag_id) select $1, tag_id from patient_tags where patient_id = $2
    on conflict do nothing;
update notes set patient_id = $1 where patient_id = $2;
update appointments set patient_id = $1 where patient_id = $2;
update "patients" set "social_name" = $1, "email" = $2, "name" = $3 where "id" = $4 returning *;
select "guardians"."id", "name", "social_name", "phone", "relation", "custody", "contact_preference", "patient_guardians"."version" from "patient_guardians" inner join "guardians" on "guardians"."id" = "patient_guardians"."guardian_id" where "patient_id" = $1 and "guardians"."deleted_at" is null order by "contact_preference", "search_name";
select "notes"."id", "text", "pinned", "author_id", "users"."name" as "author", "notes"."created_at", "notes"."updated_at", "notes"."version" from "notes" inner join "users" on "users"."id" = "notes"."author_id" where "patient_id" = $1 and "deleted_at" is null order by "pinned" desc, "notes"."id" desc;
select "appointments"."id", "patient_id", "professional_id", "service_id", "starts_at", "ends_at", "state", "appointments"."modality", "link", "note", "reason", "appointments"."created_at", "appointments"."updated_at", "appointments"."version", coalesce(patients.social_name, patients.name) as "patient", "professionals"."name" as "professional", services.texts #>> '{pt,name}' as "service", "appointments"."starts_at" as "cursor_value", "appointments"."id" as "cursor_id" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where "appointments"."patient_id" = $1 order by "appointments"."starts_at" asc, "appointments"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where "appointments"."patient_id" = $1 limit $2) as "counted";
select * from "patients" where "id" = $1;
