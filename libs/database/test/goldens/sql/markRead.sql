update "users" set "created_at" = $1;
insert into "read"."conversations" ("turn_count", "step", "language", "opted_out", "mode", "last_message_at", "name", "waiting_since", "last_patient_at", "channel", "contact_key", "first_turn_seq", "turn_seq") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
insert into "read"."conversations" ("turn_count", "step", "language", "opted_out", "mode", "last_message_at", "name", "unanswered_since", "last_patient_at", "channel", "contact_key", "first_turn_seq", "turn_seq") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
insert into "read"."conversations" ("turn_count", "step", "language", "opted_out", "mode", "last_message_at", "name", "session_seq", "channel", "contact_key", "first_turn_seq", "turn_seq") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "read"."conversations" ("turn_count", "step", "language", "opted_out", "mode", "last_message_at", "name", "last_patient_at", "parked_since", "channel", "contact_key", "first_turn_seq", "turn_seq") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
insert into "read"."messages" ("kind", "author", "inbound_seq", "channel", "contact_key", "id", "at", "text", "turn_seq", "command_index") values ($1, $2, $3, $4, $5, $6, $7, $8, default, default), ($9, $10, $11, $12, $13, $14, $15, $16, default, default), ($17, $18, $19, $20, $21, $22, $23, $24, default, default), ($25, $26, default, $27, $28, $29, $30, $31, $32, $33);
insert into "read"."sessions" ("session_seq", "channel", "contact_key", "started_at", "service", "steps") values ($1, $2, $3, $4, $5, $6);
insert into "read"."handoffs" ("channel", "contact_key", "summary", "asked_at", "reason", "turn_seq", "command_index", "team", "priority", "resolved_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, default), ($10, $11, $12, $13, $14, $15, $16, $17, $18, default), ($19, $20, $21, $22, $23, $24, $25, $26, $27, $28);
insert into "conversation_assignments" ("channel", "contact_key", "user_id", "assigned_by") values ($1, $2, $3, $4), ($5, $6, $7, $8);
insert into "blocks" ("channel", "contact_key", "reason", "blocked_by") values ($1, $2, $3, $4);
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."collected" from "read"."conversations" as "c" where "c"."channel" = $1 and "c"."contact_key" = $2;

    select c.first_turn_seq, (
  select jsonb_build_object('id', m.id, 'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'author', m.author, 'kind', m.kind,
    'text', left(m.text, $1), 'status', d.status)
  from read.messages m left join read.deliveries d on d.turn_seq = m.turn_seq and d.command_index = m.command_index
  where m.channel = c.channel and m.contact_key = c.contact_key order by m.at desc, m.id desc limit 1) as last, (
  select jsonb_build_object('kind', m.kind, 'text', left(m.text, $2)) from read.messages m
  where m.channel = c.channel and m.contact_key = c.contact_key and m.author = 'patient'
    and m.kind not in ('reaction', 'call') order by m.at desc, m.id desc limit 1) as words, (
  select jsonb_build_object('id', u.id, 'name', u.name) from conversation_assignments a join users u on u.id = a.user_id
  where a.channel = c.channel and a.contact_key = c.contact_key) as assignee, (select count(*) from (
        select from read.messages m where m.channel = c.channel and m.contact_key = c.contact_key
          and m.author = 'patient' and m.kind not in ('reaction', 'call') and m.at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $3 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $4))
        limit $5) unread) as unread,
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
    from unnest($6::text[], $7::text[], $8::bigint[])
      as c (channel, contact_key, first_turn_seq)
    left join contacts k on k.channel = c.channel and k.contact_key = c.contact_key and k.deleted_at is null
  ;

    insert into conversation_reads as r (user_id, channel, contact_key, read_to)
    select $1, c.channel, c.contact_key, least($2::timestamptz, coalesce(c.last_patient_at, c.last_message_at))
    from read.conversations c where c.channel = $3 and c.contact_key = $4
    on conflict (user_id, channel, contact_key) do update set read_to = greatest(r.read_to, excluded.read_to)
    returning read_to;
insert into "read"."messages" ("channel", "contact_key", "id", "author", "at", "kind", "text", "inbound_seq") values ($1, $2, $3, $4, $5, $6, $7, $8);
