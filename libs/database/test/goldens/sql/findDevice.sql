insert into "known_devices" ("hash", "user_id", "expires_at") values ($1, $2, $3) on conflict ("hash", "user_id") do update set "expires_at" = $4;
select lower("email") = $1 as "is_of_user" from "known_devices" inner join "users" on "users"."id" = "user_id" where "hash" = $2 and "expires_at" > now();
