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
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."last_message_at" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where 1 = 1 order by "c"."last_message_at" desc, "c"."first_turn_seq" desc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where 1 = 1 limit $1) as "counted";

    select c.first_turn_seq, (
  select jsonb_build_object('id', m.id, 'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'author', m.author, 'kind', m.kind,
    'text', left(m.text, $1), 'status', d.status)
  from read.messages m left join read.deliveries d on d.turn_seq = m.turn_seq and d.command_index = m.command_index
  where m.channel = c.channel and m.contact_key = c.contact_key order by m.at desc, m.id desc limit 1) as last, (
  select jsonb_build_object('kind', m.kind, 'text', left(m.text, $2)) from read.messages m
  where m.channel = c.channel and m.contact_key = c.contact_key and m.author = 'patient'
    and m.kind not in ('reaction', 'call') order by m.at desc, m.id desc limit 1) as words, (
  select jsonb_build_object('id', u.id, 'name', u.name) from conversation_assignments a join users u on u.id = a.user_id
  where a.channel = c.channel and a.contact_key = c.contact_key) as assignee, 0 as unread,
      exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) as blocked, (
  select jsonb_build_object('reason', reason, 'team', team, 'priority', priority, 'askedAt', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from read.handoffs h
  where h.channel = c.channel and h.contact_key = c.contact_key and h.resolved_at is null
  order by array_position(array['urgent', 'high', 'normal', 'low'], priority), asked_at desc limit 1) as handoff, k.display_name, coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = k.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = k.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as people, coalesce((
  select jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(p.social_name, p.name), 'guardianId', f.guardian_id,
    'relation', f.relation, 'custody', f.custody, 'contactPreference', f.contact_preference)
    order by f.guardian_id nulls first, p.search_name, p.id)
  from (
    select cp.patient_id, null::uuid as guardian_id, null::guardian_relation as relation, null::custody as custody,
      null::contact_preference as contact_preference
    from contact_people cp where cp.contact_id = k.id and cp.patient_id is not null
    union all
    select pg.patient_id, pg.guardian_id, pg.relation, pg.custody, pg.contact_preference
    from contact_people cp join guardians g on g.id = cp.guardian_id and g.deleted_at is null
    join patient_guardians pg on pg.guardian_id = g.id where cp.contact_id = k.id and cp.guardian_id is not null
  ) f join patients p on p.id = f.patient_id and p.deleted_at is null), '[]') as patients
    from unnest($3::text[], $4::text[], $5::bigint[])
      as c (channel, contact_key, first_turn_seq)
    left join contacts k on k.channel = c.channel and k.contact_key = c.contact_key and k.deleted_at is null
  ;

    with hits as materialized (
      select m.channel, m.contact_key from read.messages m where m.author <> 'bot' and fold(m.text) like '%' || fold($1) || '%' limit $2
    )
    select (select count(*) from hits) as hits, array(
      select distinct c.first_turn_seq from hits join read.conversations c using (channel, contact_key)) as found
  ;
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."waiting_since" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and c.mode = $4 and c.step = $5 and not (c.parked_since is not null)) and "c"."waiting_since" is not null order by "c"."waiting_since" asc, "c"."first_turn_seq" asc limit $6;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and c.mode = $4 and c.step = $5 and not (c.parked_since is not null)) and "c"."waiting_since" is not null limit $6) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."last_message_at" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (("c"."contact_key" like $1) or c.first_turn_seq = any($2::bigint[])) order by "c"."last_message_at" asc, "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (("c"."contact_key" like $1) or c.first_turn_seq = any($2::bigint[])) limit $3) as "counted";
