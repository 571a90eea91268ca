select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "relation", "guardian_id") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
select "patients"."id", coalesce(patients.social_name, patients.name) as "name" from "patient_guardians" as "link" inner join "patients" on "patients"."id" = "link"."patient_id" where "guardian_id" = $1 and "patients"."deleted_at" is null and not exists (select from patient_guardians other join guardians on guardians.id = other.guardian_id
      where other.patient_id = link.patient_id and other.guardian_id <> link.guardian_id and guardians.deleted_at is null) order by "patients"."search_name", "patients"."id";
insert into "guardians" ("name") values ($1) returning *;
update "guardians" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
