insert into "conversation_assignments" ("channel", "contact_key", "user_id", "assigned_by", "assigned_at") values ($1, $2, $3, $4, now()) on conflict ("channel", "contact_key") do update set "user_id" = $5, "assigned_by" = $6, "assigned_at" = now();
select "user_id" from "conversation_assignments";
delete from "conversation_assignments" where "channel" = $1 and "contact_key" = $2;
