insert into "quick_replies" ("title", "shortcut", "text") values ($1, $2, $3) returning *;
delete from "quick_replies" where "id" = $1 and "version" = $2;
