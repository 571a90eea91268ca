insert into "saved_views" ("user_id", "page", "name", "query", "position") values ($1, $2, $3, $4, $5) returning "id", "page", "name", "query", "position", "created_at", "updated_at", "version";
delete from "saved_views" where "id" = $1 and "user_id" = $2 and "version" = $3;
select "id", "page", "name", "query", "position", "created_at", "updated_at", "version" from "saved_views" where "user_id" = $1 order by "page", "position", "id";
