select "id" from "patients" where "id" = $1 for no key update;
update "patient_guardians" set "contact_preference" = $1 where "patient_id" = $2 and "guardian_id" <> $3 and "contact_preference" = $4;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation", "custody", "contact_preference") values ($1, $2, $3, $4, $5) on conflict ("patient_id", "guardian_id") do update set "relation" = $6, "custody" = $7, "contact_preference" = $8 returning *;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
insert into "guardians" ("name") values ($1) returning *;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation", "contact_preference") values ($1, $2, $3, $4) on conflict ("patient_id", "guardian_id") do update set "relation" = $5, "contact_preference" = $6 returning *;
select "guardians"."id", "name", "social_name", "phone", "relation", "custody", "contact_preference", "patient_guardians"."version" from "patient_guardians" inner join "guardians" on "guardians"."id" = "patient_guardians"."guardian_id" where "patient_id" = $1 and "guardians"."deleted_at" is null order by "contact_preference", "search_name";
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do nothing returning *;
update "patient_guardians" set "relation" = $1 where "patient_id" = $2 and "guardian_id" = $3 and "version" = $4 returning *;
