insert into "alert_orders" ("kind", "alert_key", "ordered_by") values ($1, $2, $3);

    select id, kind, alert_key, ordered_by, ordered_at from alert_orders order by id;
