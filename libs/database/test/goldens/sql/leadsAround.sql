
    insert into "read"."leads" ("id", "channel", "contact_key", "turn_seq", "captured_at", "name", "service", "team", "reason", "captured", "kind", "language") select "id", "channel", "contact_key", "turn_seq", "captured_at", "name", "service", "team", "reason", "captured", "kind", "language" from json_populate_recordset(null::"read"."leads", $1::json) on conflict ("id") do update set "channel" = excluded."channel", "contact_key" = excluded."contact_key", "turn_seq" = excluded."turn_seq", "captured_at" = excluded."captured_at", "name" = excluded."name", "service" = excluded."service", "team" = excluded."team", "reason" = excluded."reason", "captured" = excluded."captured", "kind" = excluded."kind", "language" = excluded."language";
insert into "lead_handling" ("lead_id", "updated_by", "status", "patient_id", "guardian_id") values ($1, $2, $3, $4, $5) on conflict ("lead_id") do nothing returning *;

    select leads.id, channel, contact_key, captured_at, leads.name, service, kind, reason,
      coalesce(handling.status::text, 'new') as status, users.name as assignee, coalesce(handling.version, 0) as version
    from read.leads leads
      left join lead_handling handling on handling.lead_id = leads.id
      left join users on users.id = handling.assignee_id
    where leads.id in (
      select one.id from (
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
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null) keys join read.leads one on one.contact_key = keys.contact_key where keys."patient_id" = $1
      union
      select lead_id from lead_handling where "patient_id" = $2
    )
    order by captured_at desc, leads.id limit $3;

    select leads.id, channel, contact_key, captured_at, leads.name, service, kind, reason,
      coalesce(handling.status::text, 'new') as status, users.name as assignee, coalesce(handling.version, 0) as version
    from read.leads leads
      left join lead_handling handling on handling.lead_id = leads.id
      left join users on users.id = handling.assignee_id
    where leads.id in (
      select one.id from (
  select id as guardian_id, phone_digits as contact_key from guardians where phone_digits is not null
  union all
  select people.guardian_id, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.guardian_id is not null) keys join read.leads one on one.contact_key = keys.contact_key where keys."guardian_id" = $1
      union
      select lead_id from lead_handling where "guardian_id" = $2
    )
    order by captured_at desc, leads.id limit $3;
