insert into "flows" ("slug", "name") values ($1, $2) returning *;
insert into "flow_drafts" ("flow_id", "content", "base_number", "updated_by") values ($1, $2, $3, $4) on conflict ("flow_id") do nothing returning *;
update "flow_drafts" set "content" = $1, "base_number" = $2, "updated_by" = $3 where "flow_id" = $4 and "version" = $5 returning *;
