insert into "conversation_notes" ("channel", "contact_key", "author_id", "text") values ($1, $2, $3, $4) returning "id", "created_at";
