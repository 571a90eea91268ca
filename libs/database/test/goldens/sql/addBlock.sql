update "blocks" set "lifted_at" = until, "lifted_by" = blocked_by where "channel" = $1 and "contact_key" = $2 and "lifted_at" is null and "until" <= now();
insert into "blocks" ("channel", "contact_key", "reason", "blocked_by", "until") values ($1, $2, $3, $4, $5) returning "id";
select "blocks"."id", "channel", "contact_key", "reason", "until", "blocked_at", "users"."name" as "blocked_by", "lifted_at", (blocks.lifted_at is null and (blocks.until is null or blocks.until > now())) as "in_force" from "blocks" inner join "users" on "users"."id" = "blocks"."blocked_by" where "blocks"."id" = $1;
