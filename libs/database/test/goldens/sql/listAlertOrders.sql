
    select id, kind, alert_key, ordered_by, ordered_at from alert_orders order by id;
