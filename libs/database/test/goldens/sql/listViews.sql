insert into "saved_views" ("user_id", "page", "name", "query", "position") values ($1, $2, $3, $4, $5) returning "id", "page", "name", "query", "position", "created_at", "updated_at", "version";
select "id", "page", "name", "query", "position", "created_at", "updated_at", "version" from "saved_views" where "user_id" = $1 order by "page", "position", "id";
