insert into "tags" ("name") values ($1) returning *;
select "id", "name", "color", "created_at", "updated_at", "version", "tags"."search_name" as "cursor_value", "tags"."id" as "cursor_id" from "tags" order by "tags"."search_name" asc, "tags"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "tags" limit $1) as "counted";
select "id", "name", "color", "created_at", "updated_at", "version", "tags"."search_name" as "cursor_value", "tags"."id" as "cursor_id" from "tags" where "tags"."search_name" like '%' || fold($1) || '%' order by "tags"."search_name" asc, "tags"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "tags" where "tags"."search_name" like '%' || fold($1) || '%' limit $2) as "counted";
