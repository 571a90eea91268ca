insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
select "professional_id", "starts_at", "ends_at" from "appointments" where "professional_id" in ($1) and (appointments.starts_at < $2 and appointments.ends_at > $3
    and appointments.starts_at > $4::timestamptz - interval '12 hours') and appointments.state not in ('cancelled', 'no-show');
select "professional_id", "starts_at", "ends_at" from "appointments" where "professional_id" in ($1) and (appointments.starts_at < $2 and appointments.ends_at > $3
    and appointments.starts_at > $4::timestamptz - interval '12 hours') and appointments.state not in ('cancelled', 'no-show') and "id" <> $5;
update "appointments" set "version" = $1, "state" = $2 where "id" = $3 and "version" = $4 returning *;
