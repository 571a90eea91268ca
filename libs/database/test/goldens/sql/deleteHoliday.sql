insert into "holidays" ("day", "name", "opens", "closes", "later_hours") values ($1, $2, $3, $4, $5) on conflict ("day") do nothing returning *;
delete from "holidays" where "day" = $1 and "version" = $2;
