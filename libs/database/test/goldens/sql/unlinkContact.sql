delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is not null);
insert into "contacts" ("channel", "contact_key", "display_name") values ($1, $2, $3) on conflict ("channel", "contact_key") do update set "deleted_at" = $4, "display_name" = $5 where "contacts"."deleted_at" is not null returning *;
insert into "contact_people" ("contact_id", "patient_id") values ($1, $2) on conflict do nothing;
delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is null) and "patient_id" = $3 returning "contact_id";
