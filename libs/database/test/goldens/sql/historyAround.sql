insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
insert into "audit" ("entity", "entity_id", "action", "user_id") values ($1, $2, $3, $4);

    with things (entity, entity_id) as (
      select $1, $2
      union all select $3, absorbed_id::text from merges where survivor_id = $4
        and not exists (select from merge_undos where merge_id = merges.id)
      union all select 'lead', lead_id::text from lead_handling where "patient_id" = $5
      union all select 'appointment', id::text from appointments where patient_id = $6)
    select at, users.name as by, audit.entity, audit.entity_id, action, changes
    from things join audit on audit.entity = things.entity and audit.entity_id = things.entity_id
      left join users on users.id = audit.user_id
    where action !~ '^(read|list|open|export|search|refused)'
    order by audit.id desc limit $7;

    with things (entity, entity_id) as (
      select $1, $2
      union all select $3, absorbed_id::text from merges where survivor_id = $4
        and not exists (select from merge_undos where merge_id = merges.id)
      union all select 'lead', lead_id::text from lead_handling where "guardian_id" = $5
      )
    select at, users.name as by, audit.entity, audit.entity_id, action, changes
    from things join audit on audit.entity = things.entity and audit.entity_id = things.entity_id
      left join users on users.id = audit.user_id
    where action !~ '^(read|list|open|export|search|refused)'
    order by audit.id desc limit $6;
