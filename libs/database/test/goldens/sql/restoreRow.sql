update "patients" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
update "patients" set "deleted_at" = $1 where "id" = $2 and "version" = $3 and "deleted_at" is not null returning *;
