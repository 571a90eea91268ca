update "patients" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
update "patients" set "version" = $1, "name" = $2 where "id" = $3 and "version" = $4 and "deleted_at" is null returning *;
