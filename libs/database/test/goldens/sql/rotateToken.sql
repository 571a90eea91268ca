insert into "refresh_families" ("user_id", "expires_at", "address", "user_agent") values ($1, $2, $3, $4) returning "id";
insert into "refresh_tokens" ("hash", "family_id") values ($1, $2);
select "family_id", "user_id", "used_at", "ended_at", "expires_at", expires_at <= now() as "expired" from "refresh_tokens" inner join "refresh_families" on "refresh_families"."id" = "refresh_tokens"."family_id" where "hash" = $1 for update;
update "refresh_tokens" set "used_at" = now() where "hash" = $1;
update "refresh_families" set "ended_at" = now(), "ended_because" = $1 where "id" = $2 and "ended_at" is null;
