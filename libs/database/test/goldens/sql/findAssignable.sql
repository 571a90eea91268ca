select "id", "name" from "users" where "id" = $1 and "active" = $2 and "role" in ($3, $4);
update "users" set "role" = $1 where "id" = $2;
