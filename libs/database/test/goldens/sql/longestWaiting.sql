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

    select c.channel, c.contact_key, c.name, c.waiting_since, h.reason, h.team,
      (select jsonb_build_object('kind', m.kind, 'text', left(m.text, $1)) from read.messages m
        where m.channel = c.channel and m.contact_key = c.contact_key and m.author = 'patient'
          and m.kind not in ('reaction', 'call') order by m.at desc, m.id desc limit 1) as words
    from read.conversations c left join lateral (select reason, team from read.handoffs h
      where h.channel = c.channel and h.contact_key = c.contact_key and h.resolved_at is null
      order by asked_at desc limit 1) h on true
    where c.waiting_since is not null order by c.waiting_since, c.first_turn_seq limit $2;
