insert into "guesses" ("key", "left_over", "resets_at", "account", "address") values ($1, $2, now() + make_interval(secs => $3), $4, $5) on conflict ("key") do update set "left_over" = case when guesses.resets_at <= now() then excluded.left_over else guesses.left_over - 1 end, "resets_at" = case when guesses.resets_at <= now() then excluded.resets_at else guesses.resets_at end where guesses.resets_at <= now() or guesses.left_over > 0 returning "key";
update "guesses" set "resets_at" = $1 where "key" = $2;
delete from "guesses" where "resets_at" <= now();
select "left_over" from "guesses";
