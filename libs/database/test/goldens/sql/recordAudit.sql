insert into "audit" ("action", "entity", "entity_id", "user_id") values ($1, $2, $3, $4);
