select "id" from "patients" where "id" = $1 for no key update;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation", "contact_preference") values ($1, $2, $3, $4) on conflict ("patient_id", "guardian_id") do update set "relation" = $5, "contact_preference" = $6 returning *;

    with person as (
      select 'patient' as kind, id, coalesce(social_name, name) as name, language, phone_digits, 1 as rank
      from patients where id = $1 and deleted_at is null
      union all
      select 'guardian', g.id, coalesce(g.social_name, g.name), g.language, g.phone_digits,
        case contact_preference when 'preferred' then 0 else 2 end
      from patient_guardians pg join guardians g on g.id = pg.guardian_id
      where pg.patient_id = $2 and g.deleted_at is null
        and contact_preference in ('preferred', 'allowed') and custody <> 'none'
    ),
    -- One way each: one index each.
    linked as (
      select person.*, link.contact_id from person join contact_people link on link.patient_id = person.id
      union all
      select person.*, link.contact_id from person join contact_people link on link.guardian_id = person.id
    ),
    reached as (
      select kind, person.id, person.name, person.language, rank, talk.channel, talk.contact_key,
        talk.language as talk_language, opted_out, last_message_at
      from person join read.conversations talk on talk.contact_key = person.phone_digits
      where talk.merged_into is null
      union
      select kind, linked.id, linked.name, linked.language, rank, talk.channel, talk.contact_key,
        talk.language, opted_out, last_message_at
      from linked
        join contacts on contacts.id = linked.contact_id and contacts.deleted_at is null
        join read.conversations talk on talk.channel = contacts.channel and talk.contact_key = contacts.contact_key
      where talk.merged_into is null
    )
    select kind, id, name, language as "recordLanguage", channel, contact_key as "contactKey",
      talk_language as "conversationLanguage", opted_out as "optedOut"
    from reached order by rank, last_message_at desc, id, channel, contact_key limit $3;
insert into "read"."conversations" ("channel", "contact_key", "first_turn_seq", "turn_seq", "turn_count", "mode", "language", "opted_out", "last_message_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
update "patient_guardians" set "contact_preference" = $1 where "patient_id" = $2 and "guardian_id" <> $3 and "contact_preference" = $4;
delete from "contact_people" where "contact_id" in (select "id" from "contacts" where "channel" = $1 and "contact_key" = $2 and "deleted_at" is not null);
insert into "contacts" ("channel", "contact_key", "display_name") values ($1, $2, $3) on conflict ("channel", "contact_key") do update set "deleted_at" = $4, "display_name" = $5 where "contacts"."deleted_at" is not null returning *;
insert into "contact_people" ("contact_id", "guardian_id") values ($1, $2) on conflict do nothing;
insert into "patient_guardians" ("patient_id", "guardian_id", "relation", "custody", "contact_preference") values ($1, $2, $3, $4, $5) on conflict ("patient_id", "guardian_id") do update set "relation" = $6, "custody" = $7, "contact_preference" = $8 returning *;
update "patients" set "version" = $1, "deleted_at" = now() where "id" = $2 and "version" = $3 and "deleted_at" is null returning *;
