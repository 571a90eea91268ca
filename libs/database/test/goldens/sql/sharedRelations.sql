insert into "patients" ("name") values ($1) returning *;
select "id" from "patients" where "id" = $1 for no key update;
update "patient_guardians" set "contact_preference" = $1 where "patient_id" = $2 and "guardian_id" <> $3 and "contact_preference" = $4;
insert into "patient_guardians" ("guardian_id", "relation", "patient_id", "contact_preference") values ($1, $2, $3, $4) on conflict ("patient_id", "guardian_id") do update set "relation" = $5, "contact_preference" = $6 returning *;
insert into "patient_guardians" ("guardian_id", "relation", "patient_id", "custody") values ($1, $2, $3, $4) on conflict ("patient_id", "guardian_id") do update set "relation" = $5, "custody" = $6 returning *;

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
