update "blocks" set "lifted_at" = until, "lifted_by" = blocked_by where "channel" = $1 and "contact_key" = $2 and "lifted_at" is null and "until" <= now();
insert into "blocks" ("channel", "contact_key", "reason", "blocked_by", "until") values ($1, $2, $3, $4, $5) returning "id";
update "blocks" set "lifted_at" = now(), "lifted_by" = $1 where "id" = $2 and "lifted_at" is null;
