
    update alert_watch set holder = $1, held_until = now() + $2 * interval '1 millisecond'
    where holder = $3 or held_until <= now() returning state;
