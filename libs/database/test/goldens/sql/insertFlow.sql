insert into "flows" ("slug", "name") values ($1, $2) returning *;
