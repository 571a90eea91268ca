insert into "quick_replies" ("title", "shortcut", "text") values ($1, $2, $3) returning *;
select "id", "title", "shortcut", "text", "created_at", "updated_at", "version", "quick_replies"."search_name" as "cursor_value", "quick_replies"."id" as "cursor_id" from "quick_replies" order by "quick_replies"."search_name" asc, "quick_replies"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "quick_replies" limit $1) as "counted";
select "id", "title", "shortcut", "text", "created_at", "updated_at", "version", "quick_replies"."search_name" as "cursor_value", "quick_replies"."id" as "cursor_id" from "quick_replies" where "quick_replies"."search_name" like '%' || fold($1) || '%' order by "quick_replies"."search_name" asc, "quick_replies"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "quick_replies" where "quick_replies"."search_name" like '%' || fold($1) || '%' limit $2) as "counted";
