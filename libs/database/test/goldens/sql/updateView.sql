insert into "saved_views" ("user_id", "page", "name", "query", "position") values ($1, $2, $3, $4, $5) returning "id", "page", "name", "query", "position", "created_at", "updated_at", "version";
update "saved_views" set "version" = $1, "name" = $2 where "id" = $3 and "user_id" = $4 and "version" = $5 returning "id", "page", "name", "query", "position", "created_at", "updated_at", "version";
update "saved_views" set "version" = $1 where "id" = $2 and "user_id" = $3 and "version" = $4 returning "id", "page", "name", "query", "position", "created_at", "updated_at", "version";
