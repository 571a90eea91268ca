select "survivor_id", "absorbed_id", "survivor", "taken", "moved", merged_at > now() - interval '1 day' * $1 as "is_in_time" from "merges" where "id" = $2 and "kind" = $3;
insert into "patients" ("name", "email") values ($1, $2) returning *;
select * from "patients" where "id" in ($1, $2) and "deleted_at" is null order by "id" for update;
update "patients" set "deleted_at" = now(), "merged_into" = $1 where "id" = $2;

    select kept."guardian_id" as id, coalesce(person.social_name, person.name) as name,
      jsonb_build_object('relation', "kept"."relation",
    'custody', "kept"."custody", 'contactPreference', "kept"."contact_preference") as kept, jsonb_build_object('relation', "absorbed"."relation",
    'custody', "absorbed"."custody", 'contactPreference', "absorbed"."contact_preference") as other,
      exists (select from patient_guardians preferred where preferred.patient_id = kept.patient_id
        and preferred.contact_preference = 'preferred'
        and preferred.guardian_id not in (kept.guardian_id, absorbed.guardian_id)) as has_preferred
    from patient_guardians kept
      join patient_guardians absorbed on absorbed."guardian_id" = kept."guardian_id" and absorbed."patient_id" = $1
      join "guardians" person on person.id = kept."guardian_id"
    where kept."patient_id" = $2 order by kept."guardian_id";

    update patient_guardians moved set "patient_id" = $1, contact_preference =
      case when moved.contact_preference = 'preferred' and exists (select from patient_guardians kept
    where kept.patient_id = $2 and kept.contact_preference = 'preferred') then 'allowed' else moved.contact_preference end
    where moved."patient_id" = $3 and not exists
    (select from patient_guardians kept where kept."patient_id" = $4 and kept."guardian_id" = moved."guardian_id")
    returning moved."guardian_id" as id, old.contact_preference as before, new.contact_preference as after;

    update contact_people moved set "patient_id" = $1 where moved."patient_id" = $2 and not exists
    (select from contact_people kept where kept."patient_id" = $3 and kept.contact_id = moved.contact_id) returning moved.contact_id as id;
update lead_handling set "patient_id" = $1 where "patient_id" = $2 returning lead_id as id;

    insert into patient_tags (patient_id, tag_id)
    select $1, tag_id from patient_tags moved where moved.patient_id = $2 and not exists
  (select from patient_tags kept where kept.patient_id = $3 and kept.tag_id = moved.tag_id) returning tag_id as id;
update notes set patient_id = $1 where patient_id = $2 returning id;
update appointments set patient_id = $1 where patient_id = $2 returning id;
update "patients" set "name" = $1, "email" = $2 where "id" = $3;
insert into "merges" ("kind", "survivor_id", "absorbed_id", "absorbed", "survivor", "taken", "moved", "merged_by") values ($1, $2, $3, $4, $5, $6, $7, $8) returning "id";
select * from "patients" where "id" in ($1, $2) order by "id" for update;
select "merge_id" from "merge_undos" where "merge_id" = $1;
select "merges"."id" from "merges" left join "merge_undos" on "merge_undos"."merge_id" = "merges"."id" where "survivor_id" = $1 and "merges"."id" > $2 and "merge_undos"."merge_id" is null;

      update patient_guardians link set "patient_id" = $1, contact_preference = case
        when link.contact_preference = moved.after::contact_preference then moved.before::contact_preference
        else link.contact_preference end
      from jsonb_to_recordset($2::jsonb) as moved (id uuid, before text, after text)
      where link."patient_id" = $3 and link."guardian_id" = moved.id;
update contact_people set "patient_id" = $1 where "patient_id" = $2 and contact_id = any($3::uuid[]);
update lead_handling set "patient_id" = $1 where "patient_id" = $2 and lead_id = any($3::uuid[]);
update notes set patient_id = $1 where patient_id = $2 and id = any($3::uuid[]);
update appointments set patient_id = $1 where patient_id = $2 and id = any($3::uuid[]);
delete from patient_tags where patient_id = $1 and tag_id = any($2::uuid[]);
update "patients" set "version" = $1, "email" = $2 where "id" = $3;
update "patients" set "deleted_at" = $1, "merged_into" = $2 where "id" = $3;
insert into "merge_undos" ("merge_id", "undone_by") values ($1, $2);
select * from "patients" where "id" = $1;
update "patients" set "version" = $1, "email" = $2 where "id" = $3 and "version" = $4 and "deleted_at" is null returning *;
update "patients" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
