select "id", "entity", "format", "total", "written", "started_at", "ended_at", "outcome" from "exports" where "id" = $1 and "user_id" = $2;
