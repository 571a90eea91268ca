insert into "conversation_notes" ("channel", "contact_key", "author_id", "text") values ($1, $2, $3, $4) returning "id", "created_at";
select "author_id" from "conversation_notes" where "id" = $1 and "channel" = $2 and "contact_key" = $3 for update;
delete from "conversation_notes" where "id" = $1;
