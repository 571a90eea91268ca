select "tags"."id", "name", "color" from "patient_tags" inner join "tags" on "tags"."id" = "patient_tags"."tag_id" where "patient_id" = $1 order by "name";
