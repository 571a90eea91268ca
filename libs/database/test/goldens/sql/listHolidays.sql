insert into "holidays" ("day", "name", "opens", "closes", "later_hours") values ($1, $2, $3, $4, $5) on conflict ("day") do nothing returning *;
select * from "holidays" where "day" >= $1 and "day" <= $2 order by "day";
