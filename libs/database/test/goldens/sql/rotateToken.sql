insert into "refresh_families" ("user_id", "expires_at", "address", "user_agent") values ($1, $2, $3, $4) returning "id";
insert into "refresh_tokens" ("hash", "family_id") values ($1, $2);
select "family_id" from "refresh_tokens" where "hash" = $1;
select "user_id", "ended_at", "expires_at", expires_at <= now() as "is_expired" from "refresh_families" where "id" = $1 for update;
select used_at is not null as "is_used", coalesce(used_at > now() - make_interval(secs => $1), false) as "is_in_grace" from "refresh_tokens" where "hash" = $2;
update "refresh_tokens" set "used_at" = now() where "family_id" = $1 and "used_at" is null;
update "refresh_tokens" set "used_at" = $1 where "hash" = $2;
update "refresh_families" set "ended_at" = now(), "ended_because" = $1 where "id" = $2 and "ended_at" is null returning "user_id";
