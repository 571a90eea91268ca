
    select state, saved_at, extract(epoch from now() - saved_at)::float8 * 1000 as saved_ms_ago
    from alert_watch;

    update alert_watch set holder = $1, held_until = now() + $2 * interval '1 millisecond'
    where holder = $3 or held_until <= now() returning state;

    with saved as (
      update alert_watch set state = $1::jsonb, saved_at = now() where holder = $2 returning one
    ), done as (
      delete from alert_orders where id = any($3::uuid[]) and exists (select from saved)
    )
    select one from saved;
