insert into "patients" ("name") values ($1) returning *;
insert into "professionals" ("name") values ($1) returning *;
insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;

    select kept.id as kept_id, other.id as other_id, other.starts_at
    from appointments kept join appointments other
      on tstzrange(other.starts_at, other.ends_at) && tstzrange(kept.starts_at, kept.ends_at)
    where kept.patient_id = $1 and other.patient_id = $2
      and kept.state not in ('cancelled', 'no-show') and other.state not in ('cancelled', 'no-show')
    order by other.starts_at, other.id limit 20;
update "appointments" set "version" = $1, "state" = $2 where "id" = $3 and "version" = $4 returning *;
