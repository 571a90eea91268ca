select "slug", "texts", "synonyms", "price_cents", "duration_minutes", "modality", "insurances" from "services" where "active" = $1 and "deleted_at" is null order by "search_name", "id";
update "services" set "version" = $1, "active" = $2 where "id" = $3 and "version" = $4 and "deleted_at" is null returning *;
