insert into "patients" ("name", "social_name") values ($1, $2) returning *;
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
update "patients" set "name" = $1, "social_name" = $2 where "id" = $3;
insert into "merges" ("kind", "survivor_id", "absorbed_id", "absorbed", "survivor", "taken", "moved", "merged_by") values ($1, $2, $3, $4, $5, $6, $7, $8) returning "id";
select "merges"."id", "absorbed_id", "merged_at", "users"."name" as "by", "undone_at", "absorbed", "survivor", "taken", coalesce(absorbed ->> 'socialName', absorbed ->> 'name') as "absorbed_name", merges.moved is not null as "has_snapshot" from "merges" inner join "users" on "users"."id" = "merges"."merged_by" left join "merge_undos" on "merge_undos"."merge_id" = "merges"."id" where "survivor_id" = $1 and "kind" = $2 order by "merges"."id" desc;
