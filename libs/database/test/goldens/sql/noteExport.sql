insert into "exports" ("user_id", "entity", "format", "total") values ($1, $2, $3, $4) returning "id";
update "exports" set "written" = $1 where "id" = $2;
update "exports" set "written" = $1, "outcome" = $2, "ended_at" = now() where "id" = $3;
select "id", "entity", "format", "total", "written", "started_at", "ended_at", "outcome" from "exports" where "id" = $1 and "user_id" = $2;
