select "id", "name", "role" from "users" where "active" = $1 order by "search_name", "id";
update "users" set "version" = $1, "active" = $2 where "id" = $3 and "version" = $4 returning *;
