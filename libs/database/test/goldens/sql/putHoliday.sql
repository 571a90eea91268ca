insert into "holidays" ("day", "opens", "closes", "name") values ($1, $2, $3, $4) on conflict ("day") do nothing returning *;
update "holidays" set "opens" = $1, "closes" = $2, "name" = $3 where "day" = $4 and "version" = $5 returning *;
