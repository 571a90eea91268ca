insert into "channels" ("id", "name") values ($1, $2), ($3, $4) on conflict do nothing;
insert into "channels" ("id", "name") values ($1, $2) on conflict do nothing;
select * from "channels" order by "id";
