select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
select "patients"."id", "name", "social_name", "birth_date", "relation", "custody", "contact_preference", "patient_guardians"."version" from "patient_guardians" inner join "patients" on "patients"."id" = "patient_guardians"."patient_id" where "guardian_id" = $1 and "patients"."deleted_at" is null order by "search_name";
