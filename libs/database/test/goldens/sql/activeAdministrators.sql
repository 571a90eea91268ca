select "id" from "users" where "role" = $1 and "active" = $2 order by "id" for update;
