select "id", "name", "registration", "phone", "email", "active", "created_at", "updated_at", "version", array(
  select service_id::text from professional_services ps where ps.professional_id = professionals.id order by 1) as "service_ids", coalesce((
  select jsonb_agg(jsonb_build_object(
    'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI')) order by weekday, opens)
  from professional_hours h where h.professional_id = professionals.id), '[]') as "working_hours", coalesce((
  select jsonb_agg(jsonb_build_object(
    'startsAt', to_char("starts_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char("ends_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) order by starts_at)
  from professional_absences a where a.professional_id = professionals.id), '[]') as "absences", "professionals"."search_name" as "cursor_value", "professionals"."id" as "cursor_id" from "professionals" where "deleted_at" is null and "professionals"."search_name" like '%' || fold($1) || '%' and "active" = $2 and "id" in (select "professional_id" from "professional_services" where "service_id" = $3) order by "professionals"."search_name" asc, "professionals"."id" asc limit $4;
select count(*) as "total" from (select 1 as "one" from "professionals" where "deleted_at" is null and "professionals"."search_name" like '%' || fold($1) || '%' and "active" = $2 and "id" in (select "professional_id" from "professional_services" where "service_id" = $3) limit $4) as "counted";
delete from "professional_services" where "professional_id" = $1;
insert into "professional_services" ("professional_id", "service_id") values ($1, $2);
