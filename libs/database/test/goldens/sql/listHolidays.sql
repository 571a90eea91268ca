insert into "holidays" ("day", "name", "opens", "closes") values ($1, $2, $3, $4) on conflict ("day") do nothing returning *;
select * from "holidays" where "day" >= $1 and "day" <= $2 order by "day";
