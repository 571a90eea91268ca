insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
select count(*) as "count" from "appointments" where "starts_at" >= $1 and "starts_at" < $2 and "state" <> $3;
update "appointments" set "version" = $1, "state" = $2 where "id" = $3 and "version" = $4 returning *;
