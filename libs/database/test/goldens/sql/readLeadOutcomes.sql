
    select null::lead_status as status, count(*)::bigint as leads from read.leads l where l.captured_at >= ($1::date)::timestamp at time zone $2 and l.captured_at < ($3::date + 1)::timestamp at time zone $4 and channel = $5 and service = $6
    union all
    select status, count(*)::bigint from lead_handling h join read.leads l on l.id = h.lead_id
    where h.updated_at >= ($7::date)::timestamp at time zone $8 and l.captured_at >= ($9::date)::timestamp at time zone $10 and l.captured_at < ($11::date + 1)::timestamp at time zone $12 and channel = $13 and service = $14 group by 1 order by 1 nulls first;
