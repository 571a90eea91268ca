insert into "guesses" ("key", "left_over", "resets_at", "account", "address") values ($1, $2, now() + make_interval(secs => $3), $4, $5) on conflict ("key") do update set "left_over" = case when guesses.resets_at <= now() then excluded.left_over else guesses.left_over - 1 end, "resets_at" = case when guesses.resets_at <= now() then excluded.resets_at else guesses.resets_at end where guesses.resets_at <= now() or guesses.left_over > 0 returning "key";
update "guesses" set "left_over" = least(left_over + 1, $1) where "key" = $2;
delete from "guesses" where "key" = $1;
select (extract(epoch from resets_at - now()) * 1000)::integer as "wait_ms" from "guesses" where "key" = $1;
