insert into "known_devices" ("hash", "user_id", "expires_at") values ($1, $2, $3) on conflict ("hash", "user_id") do update set "expires_at" = $4;
delete from "known_devices" where "expires_at" <= now();
select "user_id" from "known_devices";
