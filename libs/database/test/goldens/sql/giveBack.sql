insert into "conversation_assignments" ("channel", "contact_key", "user_id", "assigned_by", "assigned_at") values ($1, $2, $3, $4, now()) on conflict ("channel", "contact_key") do update set "user_id" = $5, "assigned_by" = $6, "assigned_at" = now();

    insert into "read"."leads" ("id", "channel", "contact_key", "turn_seq", "captured_at", "name", "service", "team", "reason", "captured", "kind", "language") select "id", "channel", "contact_key", "turn_seq", "captured_at", "name", "service", "team", "reason", "captured", "kind", "language" from json_populate_recordset(null::"read"."leads", $1::json) on conflict ("id") do update set "channel" = excluded."channel", "contact_key" = excluded."contact_key", "turn_seq" = excluded."turn_seq", "captured_at" = excluded."captured_at", "name" = excluded."name", "service" = excluded."service", "team" = excluded."team", "reason" = excluded."reason", "captured" = excluded."captured", "kind" = excluded."kind", "language" = excluded."language";
insert into "lead_handling" ("lead_id", "status", "assignee_id", "updated_by") values ($1, $2, $3, $4) on conflict ("lead_id") do nothing returning *;
delete from "conversation_assignments" where "user_id" = $1 returning "channel", "contact_key";
update "lead_handling" set "assignee_id" = $1, "status" = $2, "updated_by" = $3 where "assignee_id" = $4 and "status" = $5 returning "lead_id";
select "read"."leads"."id", "read"."leads"."channel", "read"."leads"."contact_key", "captured_at", "read"."leads"."name", "service", "team", "read"."leads"."reason", "kind", "read"."leads"."language", read.leads.captured as "captured", read.leads.captured ->> 'for_whom' as "for_whom", read.leads.captured ->> 'patient_name' as "patient_name", greatest(0, floor(extract(epoch from now() - captured_at) / 60))::bigint as "age_minutes", services.texts #>> '{pt,name}' as "service_name", "contacts"."display_name" as "contact", coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]') as "people", coalesce(lead_handling.status::text, 'new') as "status", "assignee_id", "users"."name" as "assignee", "patient_id", "guardian_id", "discard_reason", coalesce(lead_handling.version, 0) as "version" from "read"."leads" left join "lead_handling" on "lead_handling"."lead_id" = "read"."leads"."id" left join "users" on "users"."id" = "lead_handling"."assignee_id" left join "services" on "services"."slug" = "read"."leads"."service" left join "contacts" on "contacts"."channel" = "read"."leads"."channel" and "contacts"."contact_key" = "read"."leads"."contact_key" and "contacts"."deleted_at" is null where "read"."leads"."id" = $1;
