
    select d.day, d.day::timestamp at time zone $1 as "from", (d.day + 1)::timestamp at time zone $2 as "to"
    from (select ($3::timestamptz at time zone $4)::date as day) d;
