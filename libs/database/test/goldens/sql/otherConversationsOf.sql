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
delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is not null);
insert into "contacts" ("channel", "contact_key", "display_name") values ($1, $2, $3) on conflict ("channel", "contact_key") do update set "deleted_at" = $4, "display_name" = $5 where "contacts"."deleted_at" is not null returning *;
insert into "contact_people" ("contact_id", "guardian_id") values ($1, $2) on conflict do nothing;
update "read"."conversations" set "merged_into" = $1 where "name" = $2;

    with contact as (
      select id from contacts where channel = $1 and contact_key = $2 and deleted_at is null
    ), others as (
      select k.channel, k.contact_key from contact
      join contact_people own on own.contact_id = contact.id and own.patient_id is not null
      join contact_people cp on cp.patient_id = own.patient_id and cp.patient_id is not null
      join contacts k on k.id = cp.contact_id
      union
      select k.channel, k.contact_key from contact
      join contact_people own on own.contact_id = contact.id and own.guardian_id is not null
      join contact_people cp on cp.guardian_id = own.guardian_id and cp.guardian_id is not null
      join contacts k on k.id = cp.contact_id
      union
      select channel, merged_into from read.conversations
      where channel = $3 and contact_key = $4 and merged_into is not null
      union
      select channel, contact_key from read.conversations where channel = $5 and merged_into = $6
    )
    select c.channel, c.contact_key, c.name, c.mode, c.last_message_at
    from others join read.conversations c using (channel, contact_key)
    where (c.channel, c.contact_key) <> ($7, $8)
    order by c.last_message_at desc limit $9;
