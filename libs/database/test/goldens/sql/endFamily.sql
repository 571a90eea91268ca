insert into "refresh_families" ("user_id", "expires_at", "address", "user_agent") values ($1, $2, $3, $4) returning "id";
insert into "refresh_tokens" ("hash", "family_id") values ($1, $2);
update "refresh_families" set "ended_at" = now(), "ended_because" = $1 where "id" = $2 and "ended_at" is null returning "user_id";
select "users"."id" as "user_id", "users"."name", "email", "role", "must_change_password" from "refresh_families" inner join "users" on "users"."id" = "refresh_families"."user_id" where "refresh_families"."id" = $1 and "ended_at" is null and "users"."active" = $2;
