
    update alert_watch set holder = $1, held_until = now() + $2 * interval '1 millisecond'
    where holder = $3 or held_until <= now() returning state;
insert into "alert_orders" ("kind", "alert_key", "ordered_by") values ($1, $2, $3);

    select id, kind, alert_key, ordered_by, ordered_at from alert_orders order by id;

    with saved as (
      update alert_watch set state = $1::jsonb, saved_at = now() where holder = $2 returning one
    ), done as (
      delete from alert_orders where id = any($3::uuid[]) and exists (select from saved)
    )
    select one from saved;
