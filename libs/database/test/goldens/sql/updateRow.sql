update "patients" set "version" = $1, "name" = $2 where "id" = $3 and "version" = $4 and "deleted_at" is null returning *;
