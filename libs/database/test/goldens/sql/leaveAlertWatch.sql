
    update alert_watch set holder = $1, held_until = now() + $2 * interval '1 millisecond'
    where holder = $3 or held_until <= now() returning state;
update alert_watch set held_until = to_timestamp(0) where holder = $1;
