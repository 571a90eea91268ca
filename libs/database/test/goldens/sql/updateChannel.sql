insert into "channels" ("id", "name") values ($1, $2) on conflict do nothing;
update "channels" set "version" = $1, "bot_enabled" = $2 where "id" = $3 and "version" = $4 returning *;
