insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
update "appointments" set "version" = $1, "state" = $2, "reason" = $3, "updated_by" = $4 where "id" = $5 and "version" = $6 returning *;
select "at", "users"."name" as "by", "state_before", "state", "starts_at", "professional_id", "reason" from "appointment_history" left join "users" on "users"."id" = "appointment_history"."user_id" where "appointment_id" = $1 order by "appointment_history"."id";
