select "id", coalesce(social_name, name) as "name" from "guardians" where "id" in ($1, $2) and "deleted_at" is null;
