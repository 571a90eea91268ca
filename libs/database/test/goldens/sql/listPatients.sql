insert into "patients" ("name", "insurance") values ($1, $2) returning *;
select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation", "custody") values ($1, $2, $3, $4) on conflict ("patient_id", "guardian_id") do update set "relation" = $5, "custody" = $6 returning *;
insert into "tags" ("name") values ($1) returning *;
insert into "patient_tags" ("patient_id", "tag_id") values ($1, $2) on conflict do nothing;
insert into "appointments" ("patient_id", "professional_id", "service_id", "starts_at", "ends_at", "modality", "created_by") values ($1, $2, $3, $4, $5, $6, $7) returning *;
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
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where "patients"."deleted_at" is null order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where "patients"."deleted_at" is null limit $1) as "counted";
select "id", "name", "social_name", "birth_date", "cpf_digits" as "cpf", "phone", "email", "language", "created_at", "updated_at", "version" from "patients" where "id" = any($1::uuid[]);

    select patients.id, insurance,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', tags.id, 'name', tags.name, 'color', tags.color) order by tags.name)
        from patient_tags tagged join tags on tags.id = tagged.tag_id where tagged.patient_id = patients.id
      ), '[]') as tags,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', guardians.id, 'name', coalesce(guardians.social_name, guardians.name),
            'relation', relation, 'custody', custody, 'contactPreference', contact_preference)
          order by contact_preference, guardians.search_name, guardians.id)
        from patient_guardians link join guardians on guardians.id = link.guardian_id
        where link.patient_id = patients.id and guardians.deleted_at is null
      ), '[]') as guardians,
      (
        select max(talk.last_message_at) from (
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
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null) keys
        join read.conversations talk on talk.contact_key = keys.contact_key where keys.patient_id = patients.id
      ) as last_contact_at,
      next.*
    from patients left join lateral (
      select appointments.id as next_id, starts_at, state, services.texts #>> '{pt,name}' as service,
        professionals.name as professional
      from appointments join services on services.id = appointments.service_id
        join professionals on professionals.id = appointments.professional_id
      -- None is longer than twelve hours: so much of the index is looked at.
      where appointments.patient_id = patients.id and state in ('requested', 'scheduled', 'confirmed', 'arrived')
        and starts_at > now() - interval '12 hours' and ends_at > now()
      order by starts_at, appointments.id limit 1
    ) next on true
    where patients.id = any($1::uuid[]);
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and fold(patients.insurance) like '%' || fold($1) || '%' and fold(patients.insurance) like '%' || fold($2) || '%') order by "patients"."search_name" asc, "patients"."id" asc limit $3;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and fold(patients.insurance) like '%' || fold($1) || '%' and fold(patients.insurance) like '%' || fold($2) || '%') limit $3) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and patients.id in (select patient_id from patient_tags where tag_id = $1)) order by "patients"."search_name" asc, "patients"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and patients.id in (select patient_id from patient_tags where tag_id = $1)) limit $2) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and patients.id in (select patient_id from patient_guardians where guardian_id = $1)) order by "patients"."search_name" asc, "patients"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and patients.id in (select patient_id from patient_guardians where guardian_id = $1)) limit $2) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and exists (select from appointments where appointments.patient_id = patients.id
      and appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived') and appointments.ends_at > now())) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and exists (select from appointments where appointments.patient_id = patients.id
      and appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived') and appointments.ends_at > now())) limit $1) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and not exists (select from appointments where appointments.patient_id = patients.id
      and appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived') and appointments.ends_at > now())) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and not exists (select from appointments where appointments.patient_id = patients.id
      and appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived') and appointments.ends_at > now())) limit $1) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and not exists (select from (
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
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null) keys
    join read.conversations talk on talk.contact_key = keys.contact_key
    where keys.patient_id = patients.id and talk.last_message_at >= $1::timestamptz)) order by "patients"."search_name" asc, "patients"."id" asc limit $2;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and not exists (select from (
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
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null) keys
    join read.conversations talk on talk.contact_key = keys.contact_key
    where keys.patient_id = patients.id and talk.last_message_at >= $1::timestamptz)) limit $2) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and patients.cpf_digits is null) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and patients.cpf_digits is null) limit $1) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and patients.birth_date is null) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and patients.birth_date is null) limit $1) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and patients.phone_digits is null) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and patients.phone_digits is null) limit $1) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and not exists (select from patient_guardians link
      join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
      where link.patient_id = patients.id)) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and not exists (select from patient_guardians link
      join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
      where link.patient_id = patients.id)) limit $1) as "counted";
select "id", "patients"."search_name" as "cursor_value", "patients"."id" as "cursor_id" from "patients" where ("patients"."deleted_at" is null and patients.insurance is null) order by "patients"."search_name" asc, "patients"."id" asc limit $1;
select count(*) as "total" from (select 1 as "one" from "patients" where ("patients"."deleted_at" is null and patients.insurance is null) limit $1) as "counted";
