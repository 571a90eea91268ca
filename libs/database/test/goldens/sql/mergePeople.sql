insert into "patients" ("name", "email", "cpf") values ($1, $2, $3) returning *;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
insert into "notes" ("patient_id", "author_id", "text") values ($1, $2, $3) returning *;
insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
select * from "patients" where "id" in ($1, $2) and "deleted_at" is null order by "id" for update;
update "patients" set "deleted_at" = now(), "merged_into" = $1 where "id" = $2;

    select kept."guardian_id" as id, coalesce(person.social_name, person.name) as name,
      jsonb_build_object('relation', "kept"."relation",
    'custody', "kept"."custody", 'contactPreference', "kept"."contact_preference") as kept, jsonb_build_object('relation', "absorbed"."relation",
    'custody', "absorbed"."custody", 'contactPreference', "absorbed"."contact_preference") as other,
      exists (select from patient_guardians preferred where preferred.patient_id = kept.patient_id
        and preferred.contact_preference = 'preferred'
        and preferred.guardian_id not in (kept.guardian_id, absorbed.guardian_id)) as has_preferred
    from patient_guardians kept
      join patient_guardians absorbed on absorbed."guardian_id" = kept."guardian_id" and absorbed."patient_id" = $1
      join "guardians" person on person.id = kept."guardian_id"
    where kept."patient_id" = $2 order by kept."guardian_id";

    update patient_guardians moved set "patient_id" = $1, contact_preference =
      case when moved.contact_preference = 'preferred' and exists (select from patient_guardians kept
    where kept.patient_id = $2 and kept.contact_preference = 'preferred') then 'allowed' else moved.contact_preference end
    where moved."patient_id" = $3 and not exists
    (select from patient_guardians kept where kept."patient_id" = $4 and kept."guardian_id" = moved."guardian_id")
    returning moved."guardian_id" as id, old.contact_preference as before, new.contact_preference as after;

    update contact_people moved set "patient_id" = $1 where moved."patient_id" = $2 and not exists
    (select from contact_people kept where kept."patient_id" = $3 and kept.contact_id = moved.contact_id) returning moved.contact_id as id;
update lead_handling set "patient_id" = $1 where "patient_id" = $2 returning lead_id as id;

    insert into patient_tags (patient_id, tag_id)
    select $1, tag_id from patient_tags moved where moved.patient_id = $2 and not exists
  (select from patient_tags kept where kept.patient_id = $3 and kept.tag_id = moved.tag_id) returning tag_id as id;
update notes set patient_id = $1 where patient_id = $2 returning id;
update appointments set patient_id = $1 where patient_id = $2 returning id;
update "patients" set "name" = $1, "email" = $2 where "id" = $3;
insert into "merges" ("kind", "survivor_id", "absorbed_id", "absorbed", "survivor", "taken", "moved", "merged_by") values ($1, $2, $3, $4, $5, $6, $7, $8) returning "id";
select * from "patients" where "id" = $1;
select "guardians"."id", "name", "social_name", "phone", "relation", "custody", "contact_preference", "patient_guardians"."version" from "patient_guardians" inner join "guardians" on "guardians"."id" = "patient_guardians"."guardian_id" where "patient_id" = $1 and "guardians"."deleted_at" is null order by "contact_preference", "search_name";
select "notes"."id", "text", "pinned", "author_id", "users"."name" as "author", "notes"."created_at", "notes"."updated_at", "notes"."version" from "notes" inner join "users" on "users"."id" = "notes"."author_id" where "patient_id" = $1 and "deleted_at" is null order by "pinned" desc, "notes"."id" desc;
select "appointments"."id", "patient_id", "professional_id", "service_id", "starts_at", "ends_at", "state", "appointments"."modality", "link", case when patients.deleted_at is null then "appointments"."note" end as "note", "reason", "appointments"."created_at", "appointments"."updated_at", "appointments"."version", case when patients.deleted_at is null
  then coalesce(patients.social_name, patients.name) else '(cadastro excluído)' end as "patient", "professionals"."name" as "professional", services.texts #>> '{pt,name}' as "service", "appointments"."starts_at" as "cursor_value", "appointments"."id" as "cursor_id" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where "appointments"."patient_id" = $1 order by "appointments"."starts_at" asc, "appointments"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" inner join "professionals" on "professionals"."id" = "appointments"."professional_id" inner join "services" on "services"."id" = "appointments"."service_id" where "appointments"."patient_id" = $1 limit $2) as "counted";
