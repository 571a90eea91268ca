insert into "tags" ("name") values ($1) returning *;
delete from "tags" where "id" = $1 and "version" = $2;
