insert into "holidays" ("day", "name", "opens", "closes", "later_hours") values ($1, $2, $3, $4, $5) on conflict ("day") do nothing returning *;
update "holidays" set "name" = $1, "opens" = $2, "closes" = $3, "later_hours" = $4 where "day" = $5 and "version" = $6 returning *;
