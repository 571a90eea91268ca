insert into "exports" ("user_id", "entity", "format", "total") values ($1, $2, $3, $4) returning "id";
select "id", "entity", "format", "total", "written", "started_at", "ended_at", "outcome" from "exports" where "id" = $1 and "user_id" = $2;
