insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
update "appointments" set "version" = $1, "state" = $2 where "id" = $3 and "version" = $4 returning *;
select "appointments"."id", "starts_at", coalesce(patients.social_name, patients.name) as "name" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" where "appointments"."patient_id" = $1 and (appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived')
  and appointments.ends_at > now()) order by "starts_at", "appointments"."id";
select "appointments"."id", "starts_at", coalesce(patients.social_name, patients.name) as "name" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" where "appointments"."professional_id" = $1 and (appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived')
  and appointments.ends_at > now()) order by "starts_at", "appointments"."id";
select "appointments"."id", "starts_at", coalesce(patients.social_name, patients.name) as "name" from "appointments" inner join "patients" on "patients"."id" = "appointments"."patient_id" where "appointments"."service_id" = $1 and (appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived')
  and appointments.ends_at > now()) order by "starts_at", "appointments"."id";
