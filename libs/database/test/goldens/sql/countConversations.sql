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
select (select count(*) from (
      select from read.conversations c where true limit $1) counted) as "all", (select count(*) from (
      select from read.conversations c where c.waiting_since is not null limit $2) counted) as "waiting", (select count(*) from (
      select from read.conversations c where c.unanswered_since is not null limit $3) counted) as "unanswered", (select count(*) from (
      select from read.conversations c where coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $4 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $5)), false) limit $6) counted) as "unread", (select count(*) from (
      select from read.conversations c where not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) limit $7) counted) as "unassigned", (select count(*) from (
      select from read.conversations c where exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $8) limit $9) counted) as "mine";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where 1 = 1 order by "c"."first_turn_seq" asc limit $1;
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
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where c.waiting_since is not null order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where c.waiting_since is not null limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where c.unanswered_since is not null order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where c.unanswered_since is not null limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $1 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $2)), false) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $1 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $2)), false) limit $3) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $1) order by "c"."first_turn_seq" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $1) limit $2) as "counted";

    with hits as materialized (
      select m.channel, m.contact_key from read.messages m where m.author <> 'bot' and fold(m.text) like '%' || fold($1) || '%' limit $2
    )
    select (select count(*) from hits) as hits, array(
      select distinct c.first_turn_seq from hits join read.conversations c using (channel, contact_key)) as found
  ;
select (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) limit $3) counted) as "all", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($4) || '%') or c.first_turn_seq = any($5::bigint[])) and c.waiting_since is not null limit $6) counted) as "waiting", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($7) || '%') or c.first_turn_seq = any($8::bigint[])) and c.unanswered_since is not null limit $9) counted) as "unanswered", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($10) || '%') or c.first_turn_seq = any($11::bigint[])) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $12 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $13)), false) limit $14) counted) as "unread", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($15) || '%') or c.first_turn_seq = any($16::bigint[])) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) limit $17) counted) as "unassigned", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($18) || '%') or c.first_turn_seq = any($19::bigint[])) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $20) limit $21) counted) as "mine";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) limit $3) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.waiting_since is not null) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.waiting_since is not null) limit $3) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.unanswered_since is not null) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.unanswered_since is not null) limit $3) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $3 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $4)), false)) order by "c"."first_turn_seq" asc limit $5;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $3 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $4)), false)) limit $5) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) limit $3) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $3)) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $3)) limit $4) as "counted";
select (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) limit $4) counted) as "all", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($5) || '%' and "c"."search_name" like '%' || fold($6) || '%') or c.first_turn_seq = any($7::bigint[])) and c.waiting_since is not null limit $8) counted) as "waiting", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($9) || '%' and "c"."search_name" like '%' || fold($10) || '%') or c.first_turn_seq = any($11::bigint[])) and c.unanswered_since is not null limit $12) counted) as "unanswered", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($13) || '%' and "c"."search_name" like '%' || fold($14) || '%') or c.first_turn_seq = any($15::bigint[])) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $16 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $17)), false) limit $18) counted) as "unread", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($19) || '%' and "c"."search_name" like '%' || fold($20) || '%') or c.first_turn_seq = any($21::bigint[])) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) limit $22) counted) as "unassigned", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($23) || '%' and "c"."search_name" like '%' || fold($24) || '%') or c.first_turn_seq = any($25::bigint[])) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $26) limit $27) counted) as "mine";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and c.waiting_since is not null) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and c.waiting_since is not null) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and c.unanswered_since is not null) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and c.unanswered_since is not null) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $4 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $5)), false)) order by "c"."first_turn_seq" asc limit $6;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $4 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $5)), false)) limit $6) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $4)) order by "c"."first_turn_seq" asc limit $5;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%' and "c"."search_name" like '%' || fold($2) || '%') or c.first_turn_seq = any($3::bigint[])) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $4)) limit $5) as "counted";
select (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) limit $4) counted) as "all", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($5) || '%') or c.first_turn_seq = any($6::bigint[])) and c.channel = $7 and (c.mode <> 'bot' or c.waiting_since is not null) and c.waiting_since is not null and not (c.opted_out) limit $8) counted) as "waiting", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($9) || '%') or c.first_turn_seq = any($10::bigint[])) and c.channel = $11 and (c.mode <> 'bot' or c.waiting_since is not null) and c.unanswered_since is not null and not (c.opted_out) limit $12) counted) as "unanswered", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($13) || '%') or c.first_turn_seq = any($14::bigint[])) and c.channel = $15 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $16 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $17)), false) limit $18) counted) as "unread", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($19) || '%') or c.first_turn_seq = any($20::bigint[])) and c.channel = $21 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) limit $22) counted) as "unassigned", (select count(*) from (
      select from read.conversations c where (("c"."search_name" like '%' || fold($23) || '%') or c.first_turn_seq = any($24::bigint[])) and c.channel = $25 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $26) limit $27) counted) as "mine";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out)) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out)) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and c.waiting_since is not null and not (c.opted_out)) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and c.waiting_since is not null and not (c.opted_out)) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and c.unanswered_since is not null and not (c.opted_out)) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and c.unanswered_since is not null and not (c.opted_out)) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $4 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $5)), false)) order by "c"."first_turn_seq" asc limit $6;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $4 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $5)), false)) limit $6) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $4)) order by "c"."first_turn_seq" asc limit $5;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where ((("c"."search_name" like '%' || fold($1) || '%') or c.first_turn_seq = any($2::bigint[])) and c.channel = $3 and (c.mode <> 'bot' or c.waiting_since is not null) and not (c.opted_out) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $4)) limit $5) as "counted";
select (select count(*) from (
      select from read.conversations c where exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) limit $1) counted) as "all", (select count(*) from (
      select from read.conversations c where c.waiting_since is not null and exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) limit $2) counted) as "waiting", (select count(*) from (
      select from read.conversations c where c.unanswered_since is not null and exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) limit $3) counted) as "unanswered", (select count(*) from (
      select from read.conversations c where exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $4 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $5)), false) limit $6) counted) as "unread", (select count(*) from (
      select from read.conversations c where exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) limit $7) counted) as "unassigned", (select count(*) from (
      select from read.conversations c where exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $8) limit $9) counted) as "mine";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (c.waiting_since is not null and exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now()))) order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (c.waiting_since is not null and exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now()))) limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (c.unanswered_since is not null and exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now()))) order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (c.unanswered_since is not null and exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now()))) limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $1 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $2)), false)) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $1 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $2)), false)) limit $3) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) order by "c"."first_turn_seq" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key)) limit $1) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $1)) order by "c"."first_turn_seq" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now())) and exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $1)) limit $2) as "counted";
select (select count(*) from (
      select from read.conversations c where exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '') limit $2) counted) as "all", (select count(*) from (
      select from read.conversations c where c.waiting_since is not null and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $3 and s.service <> '') limit $4) counted) as "waiting", (select count(*) from (
      select from read.conversations c where c.unanswered_since is not null and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $5 and s.service <> '') limit $6) counted) as "unanswered", (select count(*) from (
      select from read.conversations c where coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $7 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $8)), false) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $9 and s.service <> '') limit $10) counted) as "unread", (select count(*) from (
      select from read.conversations c where not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $11 and s.service <> '') limit $12) counted) as "unassigned", (select count(*) from (
      select from read.conversations c where exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $13) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $14 and s.service <> '') limit $15) counted) as "mine";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '') order by "c"."first_turn_seq" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '') limit $2) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (c.waiting_since is not null and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '')) order by "c"."first_turn_seq" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (c.waiting_since is not null and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '')) limit $2) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (c.unanswered_since is not null and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '')) order by "c"."first_turn_seq" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (c.unanswered_since is not null and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '')) limit $2) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $1 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $2)), false) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $3 and s.service <> '')) order by "c"."first_turn_seq" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (coalesce(c.last_patient_at > coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = $1 and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = $2)), false) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $3 and s.service <> '')) limit $4) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '')) order by "c"."first_turn_seq" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (not exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $1 and s.service <> '')) limit $2) as "counted";
select "c"."channel", "c"."contact_key", "c"."name", "c"."step", "c"."human_until", "c"."flow_version", c.mode as "mode", c.language as "language", "c"."opted_out", "c"."parked_since", "c"."merged_into", "c"."last_message_at", "c"."last_patient_at", "c"."last_answer_at", "c"."waiting_since", "c"."unanswered_since", "c"."turn_count", "c"."turn_seq", "c"."first_turn_seq", "c"."session_seq", "c"."first_turn_seq" as "cursor_value", "c"."first_turn_seq" as "cursor_id" from "read"."conversations" as "c" where (exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $1) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $2 and s.service <> '')) order by "c"."first_turn_seq" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "read"."conversations" as "c" where (exists (select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key and a.user_id = $1) and exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = $2 and s.service <> '')) limit $3) as "counted";
