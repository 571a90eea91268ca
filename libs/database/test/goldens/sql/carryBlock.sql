select "id", "reason", "until", "blocked_by" from "blocks" where "channel" = $1 and "contact_key" = $2 and (blocks.lifted_at is null and (blocks.until is null or blocks.until > now()));
select "blocks"."id", "channel", "contact_key", "reason", "until", "blocked_at", "users"."name" as "blocked_by", "lifted_at", (blocks.lifted_at is null and (blocks.until is null or blocks.until > now())) as "in_force", "blocks"."id" as "cursor_value", "blocks"."id" as "cursor_id" from "blocks" inner join "users" on "users"."id" = "blocks"."blocked_by" where (blocks.lifted_at is null and (blocks.until is null or blocks.until > now())) = $1 and "contact_key" = $2 order by "blocks"."id" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "blocks" inner join "users" on "users"."id" = "blocks"."blocked_by" where (blocks.lifted_at is null and (blocks.until is null or blocks.until > now())) = $1 and "contact_key" = $2 limit $3) as "counted";
update "blocks" set "lifted_at" = until, "lifted_by" = blocked_by where "channel" = $1 and "contact_key" = $2 and "lifted_at" is null and "until" <= now();
insert into "blocks" ("channel", "contact_key", "reason", "until", "blocked_by") values ($1, $2, $3, $4, $5) returning "id";
update "blocks" set "lifted_at" = now(), "lifted_by" = $1 where "id" = $2 and "lifted_at" is null;
update "blocks" set "until" = $1 where "id" = $2;
