insert into "lead_handling" ("lead_id", "updated_by", "status", "assignee_id") values ($1, $2, $3, $4) on conflict ("lead_id") do nothing returning *;
update "lead_handling" set "assignee_id" = $1, "patient_id" = $2, "guardian_id" = $3, "discard_reason" = $4, "updated_by" = $5, "status" = $6 where "lead_id" = $7 and "version" = $8 returning *;
