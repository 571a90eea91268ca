insert into "idempotency_keys" ("user_id", "key", "route", "body_hash") values ($1, $2, $3, $4) on conflict ("user_id", "key") do update set "created_at" = now() where "idempotency_keys"."status" is null and "idempotency_keys"."route" = $5 and "idempotency_keys"."body_hash" = $6 and "idempotency_keys"."created_at" < now() - make_interval(secs => $7) and pg_try_advisory_xact_lock(hashtextextended($8, 0)) returning idempotency_keys.created_at::text as "claimed_at";
select pg_advisory_xact_lock(hashtextextended($1, 0));
select "key" from "idempotency_keys" where "user_id" = $1 and "key" = $2 and "status" is null and idempotency_keys.created_at = $3::timestamptz;
select * from "idempotency_keys" where "user_id" = $1 and "key" = $2;
update "idempotency_keys" set "status" = $1, "answer" = $2 where "user_id" = $3 and "key" = $4;
