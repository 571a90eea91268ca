
    insert into "read"."leads" ("channel", "contact_key", "service", "team", "reason", "captured", "kind", "id", "language", "turn_seq", "name", "captured_at") select "channel", "contact_key", "service", "team", "reason", "captured", "kind", "id", "language", "turn_seq", "name", "captured_at" from json_populate_recordset(null::"read"."leads", $1::json) on conflict ("id") do update set "channel" = excluded."channel", "contact_key" = excluded."contact_key", "service" = excluded."service", "team" = excluded."team", "reason" = excluded."reason", "captured" = excluded."captured", "kind" = excluded."kind", "language" = excluded."language", "turn_seq" = excluded."turn_seq", "name" = excluded."name", "captured_at" = excluded."captured_at";

    select l.id, l.name, l.service, l.reason, l.channel, l.contact_key, l.captured_at
    from read.leads l left join lateral (select true as is_handled from lead_handling where lead_id = l.id limit 1) h on true
    where h.is_handled is null order by l.captured_at desc, l.id desc limit $1;
insert into "lead_handling" ("lead_id", "status", "discard_reason", "updated_by") values ($1, $2, $3, $4) on conflict ("lead_id") do nothing returning *;
select
    (select count(*) from (select from read.conversations where waiting_since is not null limit 1001) c) as waiting,
    (select count(*) from (select from read.conversations where unanswered_since is not null limit 1001) c)
      as unanswered,
    (select count(*) from (select from read.leads l
      where not exists (select from lead_handling h where h.lead_id = l.id) limit 1001) c) as new_leads;
