insert into "imports" ("id", "user_id", "total") values ($1, $2, $3) on conflict ("id") do update set "total" = $4, "checked" = $5, "written" = $6, "ended_at" = $7, "outcome" = $8 where "imports"."user_id" = $9 returning "id";
update "imports" set "checked" = $1, "outcome" = $2, "ended_at" = now() where "id" = $3;
select "id", "total", "checked", "written", "started_at", "ended_at", "outcome" from "imports" where "id" = $1 and "user_id" = $2;
