insert into "tags" ("name") values ($1) returning *;
insert into "patient_tags" ("patient_id", "tag_id") values ($1, $2), ($3, $4) on conflict do nothing;
delete from "patient_tags" where "patient_id" in ($1) and "tag_id" in ($2);
insert into "patient_tags" ("patient_id", "tag_id") values ($1, $2) on conflict do nothing;
select "tags"."id", "name", "color" from "patient_tags" inner join "tags" on "tags"."id" = "patient_tags"."tag_id" where "patient_id" = $1 order by "name";
