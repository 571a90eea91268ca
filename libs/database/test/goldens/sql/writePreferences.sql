insert into "user_preferences" ("user_id", "language", "theme", "sound", "notifications", "choices") values ($1, $2, $3, $4, $5, $6) on conflict ("user_id") do update set "language" = $7, "theme" = $8, "sound" = $9, "notifications" = $10, "choices" = $11;
select "language", "theme", "sound", "notifications", "choices" from "user_preferences" where "user_id" = $1;
