insert into "channels" ("id", "name") values ($1, $2) on conflict do nothing;
select * from "channels" where "id" = $1;
