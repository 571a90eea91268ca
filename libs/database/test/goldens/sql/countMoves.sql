insert into "patients" ("name") values ($1) returning *;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
insert into "notes" ("patient_id", "author_id", "text") values ($1, $2, $3) returning *;
insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;

    select (select count(*) from patient_guardians moved where moved."patient_id" = $1 and not exists
    (select from patient_guardians kept where kept."patient_id" = $2 and kept."guardian_id" = moved."guardian_id")) as relatives,
      (select count(*) from contact_people moved where moved."patient_id" = $3 and not exists
    (select from contact_people kept where kept."patient_id" = $4 and kept.contact_id = moved.contact_id)) as contacts,
      (select count(*) from "lead_handling" where "patient_id" = $5) as leads,
      (select count(*) from patient_tags moved where moved.patient_id = $6 and not exists
  (select from patient_tags kept where kept.patient_id = $7 and kept.tag_id = moved.tag_id)) as tags,
      (select count(*) from "notes" where "patient_id" = $8) as notes,
      (select count(*) from "appointments" where "patient_id" = $9) as appointments;

    select (select count(*) from patient_guardians moved where moved."guardian_id" = $1 and not exists
    (select from patient_guardians kept where kept."guardian_id" = $2 and kept."patient_id" = moved."patient_id")) as relatives,
      (select count(*) from contact_people moved where moved."guardian_id" = $3 and not exists
    (select from contact_people kept where kept."guardian_id" = $4 and kept.contact_id = moved.contact_id)) as contacts,
      (select count(*) from "lead_handling" where "guardian_id" = $5) as leads,
      0 as tags,
      0 as notes,
      0 as appointments;
