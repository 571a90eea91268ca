
    select null::lead_status as status, count(*)::bigint as leads from read.leads l where l.captured_at >= ($1::date)::timestamp at time zone $2 and l.captured_at < ($3::date + 1)::timestamp at time zone $4 and channel = $5 and service = $6
    union all
    select status, count(*)::bigint from lead_handling h join read.leads l on l.id = h.lead_id
    where h.status is not null and h.updated_at >= ($7::date)::timestamp at time zone $8 and l.captured_at >= ($9::date)::timestamp at time zone $10 and l.captured_at < ($11::date + 1)::timestamp at time zone $12 and channel = $13 and service = $14 group by 1 order by 1 nulls first;

    insert into "read"."leads" ("id", "channel", "contact_key", "turn_seq", "captured_at", "name", "service", "team", "reason", "captured", "kind", "language") select "id", "channel", "contact_key", "turn_seq", "captured_at", "name", "service", "team", "reason", "captured", "kind", "language" from json_populate_recordset(null::"read"."leads", $1::json) on conflict ("id") do update set "channel" = excluded."channel", "contact_key" = excluded."contact_key", "turn_seq" = excluded."turn_seq", "captured_at" = excluded."captured_at", "name" = excluded."name", "service" = excluded."service", "team" = excluded."team", "reason" = excluded."reason", "captured" = excluded."captured", "kind" = excluded."kind", "language" = excluded."language";
insert into "lead_handling" ("lead_id", "updated_by", "status", "discard_reason") values ($1, $2, $3, $4) on conflict ("lead_id") do nothing returning *;
update "lead_handling" set "assignee_id" = $1, "patient_id" = $2, "guardian_id" = $3, "discard_reason" = $4, "updated_by" = $5, "status" = $6 where "lead_id" = $7 and "version" = $8 returning *;
