insert into "settings" ("key", "value", "updated_by") values ($1, $2, $3) on conflict ("key") do nothing returning "key", "value", "version";
update "settings" set "value" = $1, "updated_by" = $2 where "key" = $3 and "version" = $4 returning "key", "value", "version";
