select "id" from "users" where "id" = $1 and "password_hash" = $2 and "active" = $3 for share;
update "users" set "version" = $1, "active" = $2 where "id" = $3 and "version" = $4 returning *;
