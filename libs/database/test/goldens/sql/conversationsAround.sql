insert into "read"."checkpoints" ("stream", "seq") values ($1, $2);
insert into "read"."conversations" ("channel", "contact_key", "first_turn_seq", "turn_seq", "turn_count", "name", "step", "mode", "language", "opted_out", "last_message_at", "waiting_since") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "read"."turns" ("turn_seq", "channel", "contact_key", "decided_at", "lane", "outcome", "rule", "engine_version", "flow_version", "event_id", "event_type", "event_seq", "previous_turn_seq", "mode", "command_count") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
insert into "read"."messages" ("channel", "contact_key", "kind", "id", "author", "at", "text", "inbound_seq", "turn_seq", "command_index") values ($1, $2, $3, $4, $5, $6, $7, $8, default, default), ($9, $10, $11, $12, $13, $14, $15, default, $16, $17);
insert into "read"."deliveries" ("turn_seq", "channel", "contact_key", "command_index", "lane", "status", "rank", "attempts", "first_at", "changed_seq") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
insert into "read"."handoffs" ("turn_seq", "channel", "contact_key", "command_index", "asked_at", "reason", "team", "priority", "summary") values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

    merge into "read"."hourly" t
    using (select measure, channel, "hour", service, label, count, total_ms from json_populate_recordset(null::"read"."hourly", $1::json)) n
    on t.measure = n.measure and t.channel = n.channel and t."hour" = n."hour" and t.service = n.service
      and t.label = n.label
    when matched and t.count + n.count = 0 and t.total_ms + n.total_ms = 0 then delete
    when matched then update set count = t.count + n.count, total_ms = t.total_ms + n.total_ms
    when not matched and (n.count <> 0 or n.total_ms <> 0)
      then insert values (n.measure, n.channel, n."hour", n.service, n.label, n.count, n.total_ms)
  ;

    merge into "read"."daily" t
    using (select measure, channel, "day", service, label, count, total_ms from json_populate_recordset(null::"read"."daily", $1::json)) n
    on t.measure = n.measure and t.channel = n.channel and t."day" = n."day" and t.service = n.service
      and t.label = n.label
    when matched and t.count + n.count = 0 and t.total_ms + n.total_ms = 0 then delete
    when matched then update set count = t.count + n.count, total_ms = t.total_ms + n.total_ms
    when not matched and (n.count <> 0 or n.total_ms <> 0)
      then insert values (n.measure, n.channel, n."day", n.service, n.label, n.count, n.total_ms)
  ;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;

    select talk.channel, talk.contact_key, talk.name, talk.mode, talk.human_until, talk.language, talk.opted_out,
      talk.last_message_at, talk.waiting_since, talk.unanswered_since, last.message as last, known.writer_ids
    from (select contact_key, json_agg(distinct id) as writer_ids from (select contact_key, coalesce(guardian_id, patient_id) as id from (
  select id as patient_id, null::uuid as guardian_id, phone_digits as contact_key from patients
    where phone_digits is not null
  union all
  select people.patient_id, null, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.patient_id is not null
  union all
  select link.patient_id, link.guardian_id, guardians.phone_digits from patient_guardians link
    join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
    where guardians.phone_digits is not null
  union all
  select link.patient_id, link.guardian_id, contacts.contact_key from patient_guardians link
    join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
    join contact_people people on people.guardian_id = link.guardian_id
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null) keys where patient_id = $1) k group by contact_key) known
    join read.conversations talk on talk.contact_key = known.contact_key
    left join lateral (
      select jsonb_build_object('author', author, 'kind', kind, 'text', left(text, 200)) as message from read.messages m
      where m.channel = talk.channel and m.contact_key = talk.contact_key order by at desc, m.id desc limit 1
    ) last on true
    order by talk.last_message_at desc, talk.first_turn_seq limit $2;

    select talk.channel, talk.contact_key, talk.name, talk.mode, talk.human_until, talk.language, talk.opted_out,
      talk.last_message_at, talk.waiting_since, talk.unanswered_since, last.message as last, known.writer_ids
    from (select contact_key, json_agg(distinct id) as writer_ids from (select contact_key, guardian_id as id from (
  select id as guardian_id, phone_digits as contact_key from guardians where phone_digits is not null
  union all
  select people.guardian_id, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.guardian_id is not null) keys where guardian_id = $1) k group by contact_key) known
    join read.conversations talk on talk.contact_key = known.contact_key
    left join lateral (
      select jsonb_build_object('author', author, 'kind', kind, 'text', left(text, 200)) as message from read.messages m
      where m.channel = talk.channel and m.contact_key = talk.contact_key order by at desc, m.id desc limit 1
    ) last on true
    order by talk.last_message_at desc, talk.first_turn_seq limit $2;
