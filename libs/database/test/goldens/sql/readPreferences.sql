select "language", "theme", "sound", "notifications", "choices" from "user_preferences" where "user_id" = $1;
