select * from "patient_guardians" where "patient_id" = $1 and "guardian_id" = $2;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
