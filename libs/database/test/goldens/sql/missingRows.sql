select "id" from "patients" where "id" in ($1, $2) and "deleted_at" is null;
update "patients" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
select "id" from "patients" where "id" in ($1, $2);
