insert into "guardians" ("name", "cpf", "birth_date") values ($1, $2, $3) returning *;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation") values ($1, $2, $3) on conflict ("patient_id", "guardian_id") do update set "relation" = $4 returning *;
delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is not null);
insert into "contacts" ("channel", "contact_key", "display_name") values ($1, $2, $3) on conflict ("channel", "contact_key") do update set "deleted_at" = $4, "display_name" = $5 where "contacts"."deleted_at" is not null returning *;
insert into "contact_people" ("contact_id", "guardian_id") values ($1, $2) on conflict do nothing;
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
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where "guardians"."deleted_at" is null order by "guardians"."search_name" asc, "guardians"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "guardians" where "guardians"."deleted_at" is null limit $1) as "counted";
select "id", "name", "social_name", "birth_date", "cpf_digits" as "cpf", "phone", "email", "language", "created_at", "updated_at", "version" from "guardians" where "id" = any($1::uuid[]);

    select guardians.id,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', patients.id, 'name', coalesce(patients.social_name, patients.name),
            'birthDate', birth_date, 'relation', relation, 'custody', custody, 'contactPreference', contact_preference)
          order by patients.search_name, patients.id)
        from patient_guardians link join patients on patients.id = link.patient_id
        where link.guardian_id = guardians.id and patients.deleted_at is null
      ), '[]') as patients,
      (
        select max(talk.last_message_at) from (
  select id as guardian_id, phone_digits as contact_key from guardians where phone_digits is not null
  union all
  select people.guardian_id, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.guardian_id is not null) keys
        join read.conversations talk on talk.contact_key = keys.contact_key where keys.guardian_id = guardians.id
      ) as last_contact_at
    from guardians where guardians.id = any($1::uuid[]);
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where ("guardians"."deleted_at" is null and not exists (select from (
  select id as guardian_id, phone_digits as contact_key from guardians where phone_digits is not null
  union all
  select people.guardian_id, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.guardian_id is not null) keys
    join read.conversations talk on talk.contact_key = keys.contact_key
    where keys.guardian_id = guardians.id and talk.last_message_at >= $1::timestamptz)) order by "guardians"."search_name" asc, "guardians"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "guardians" where ("guardians"."deleted_at" is null and not exists (select from (
  select id as guardian_id, phone_digits as contact_key from guardians where phone_digits is not null
  union all
  select people.guardian_id, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.guardian_id is not null) keys
    join read.conversations talk on talk.contact_key = keys.contact_key
    where keys.guardian_id = guardians.id and talk.last_message_at >= $1::timestamptz)) limit $2) as "counted";
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where ("guardians"."deleted_at" is null and guardians.phone_digits is null) order by "guardians"."search_name" asc, "guardians"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "guardians" where ("guardians"."deleted_at" is null and guardians.phone_digits is null) limit $1) as "counted";
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where ("guardians"."deleted_at" is null and not exists (select from patient_guardians link
      join patients on patients.id = link.patient_id and patients.deleted_at is null
      where link.guardian_id = guardians.id)) order by "guardians"."search_name" asc, "guardians"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "guardians" where ("guardians"."deleted_at" is null and not exists (select from patient_guardians link
      join patients on patients.id = link.patient_id and patients.deleted_at is null
      where link.guardian_id = guardians.id)) limit $1) as "counted";
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where ("guardians"."deleted_at" is null and guardians.cpf_digits is null) order by "guardians"."search_name" asc, "guardians"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "guardians" where ("guardians"."deleted_at" is null and guardians.cpf_digits is null) limit $1) as "counted";
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where ("guardians"."deleted_at" is null and guardians.birth_date is null) order by "guardians"."search_name" asc, "guardians"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "guardians" where ("guardians"."deleted_at" is null and guardians.birth_date is null) limit $1) as "counted";
select "id", "guardians"."search_name" as "cursor_value", "guardians"."id" as "cursor_id" from "guardians" where ("guardians"."deleted_at" is null and false) order by "guardians"."search_name" asc, "guardians"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "guardians" where ("guardians"."deleted_at" is null and false) limit $1) as "counted";
