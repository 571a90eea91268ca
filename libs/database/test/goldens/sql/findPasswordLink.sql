delete from "password_links" where "user_id" = $1 and "used_at" is null;
insert into "password_links" ("user_id", "created_by", "expires_at", "hash") values ($1, $2, $3, $4);
select "user_id" from "password_links" where "hash" = $1 and "used_at" is null and "expires_at" > now();
