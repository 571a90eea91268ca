
    insert into audit (user_id, action, entity, entity_id, changes, address, request_id, trace_id)
    select (select id from users where id = $1::uuid), $2, $3, $4,
      $5::jsonb || case when kept.count = $6::integer - 1 then '{"last": true}' else '{}' end::jsonb,
      $7::inet, $8, $9
    from (select count(*) from (
      select from audit where action = 'refused' and user_id = $10 and at > now() - interval '1 hour' limit $11
    ) hour) kept where kept.count < $12;

    insert into audit (user_id, action, entity, entity_id, changes, address, request_id, trace_id)
    select (select id from users where id = $1::uuid), $2, $3, $4,
      $5::jsonb || case when kept.count = $6::integer - 1 then '{"last": true}' else '{}' end::jsonb,
      $7::inet, $8, $9
    from (select count(*) from (
      select from audit where action = 'refused' and user_id is null and at > now() - interval '1 hour' limit $10
    ) hour) kept where kept.count < $11;
select "audit"."id", "at", "user_id", "users"."name" as "user", "action", "entity", "entity_id", "changes", "address", "request_id", "trace_id", "audit"."id" as "cursor_value", "audit"."id" as "cursor_id" from "audit" left join "users" on "users"."id" = "audit"."user_id" where "audit"."action" = $1 order by "audit"."id" desc limit $2;
select count(*) as "total" from (select 1 as "one" from "audit" left join "users" on "users"."id" = "audit"."user_id" where "audit"."action" = $1 limit $2) as "counted";
