insert into "refresh_families" ("user_id", "expires_at", "address", "user_agent") values ($1, $2, $3, $4) returning "id";
insert into "refresh_tokens" ("hash", "family_id") values ($1, $2);
select "family_id" from "refresh_tokens" where "hash" = $1;
