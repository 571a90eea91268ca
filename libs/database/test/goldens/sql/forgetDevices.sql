insert into "known_devices" ("hash", "user_id", "expires_at") values ($1, $2, $3) on conflict ("hash", "user_id") do update set "expires_at" = $4;
delete from "known_devices" where "user_id" = $1 and "hash" <> $2;
select "user_id" from "known_devices";
delete from "known_devices" where "user_id" = $1;
