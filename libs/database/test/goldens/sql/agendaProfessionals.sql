select "id", "name", "active", coalesce((
  select jsonb_agg(jsonb_build_object(
    'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI')) order by weekday, opens)
  from professional_hours h where h.professional_id = professionals.id), '[]') as "working_hours", coalesce((
  select jsonb_agg(jsonb_build_object(
    'startsAt', to_char("starts_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char("ends_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) order by starts_at)
  from professional_absences a where a.professional_id = professionals.id), '[]') as "absences" from "professionals" where ("deleted_at" is null and "active" = $1) and "id" in ($2) order by "search_name", "id" limit $3;
select "id", "name", "active", coalesce((
  select jsonb_agg(jsonb_build_object(
    'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI')) order by weekday, opens)
  from professional_hours h where h.professional_id = professionals.id), '[]') as "working_hours", coalesce((
  select jsonb_agg(jsonb_build_object(
    'startsAt', to_char("starts_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char("ends_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) order by starts_at)
  from professional_absences a where a.professional_id = professionals.id), '[]') as "absences" from "professionals" where ("deleted_at" is null and "active" = $1) and "id" in (select "professional_id" from "professional_services" where "service_id" = $2) order by "search_name", "id" limit $3;
delete from "professional_services" where "professional_id" = $1;
insert into "professional_services" ("professional_id", "service_id") values ($1, $2);
update "professionals" set "version" = $1, "active" = $2 where "id" = $3 and "version" = $4 and "deleted_at" is null returning *;
select "id", "name", "active", coalesce((
  select jsonb_agg(jsonb_build_object(
    'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI')) order by weekday, opens)
  from professional_hours h where h.professional_id = professionals.id), '[]') as "working_hours", coalesce((
  select jsonb_agg(jsonb_build_object(
    'startsAt', to_char("starts_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char("ends_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) order by starts_at)
  from professional_absences a where a.professional_id = professionals.id), '[]') as "absences" from "professionals" where ("deleted_at" is null and "active" = $1) order by "search_name", "id" limit $2;
select "id", "name", "active", coalesce((
  select jsonb_agg(jsonb_build_object(
    'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI')) order by weekday, opens)
  from professional_hours h where h.professional_id = professionals.id), '[]') as "working_hours", coalesce((
  select jsonb_agg(jsonb_build_object(
    'startsAt', to_char("starts_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char("ends_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) order by starts_at)
  from professional_absences a where a.professional_id = professionals.id), '[]') as "absences" from "professionals" where (("deleted_at" is null and "active" = $1) or "id" in ($2)) order by "search_name", "id" limit $3;
