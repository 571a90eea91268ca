import { type Kysely, sql } from "kysely";

/**
 * An erasure takes a person's names out of the audit by this function alone. Its caller needs no right to change the
 * audit, and has none. And no flag lets a caller remove a young row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'TRUNCATE' and not (tg_table_name = 'audit' and tg_op = 'DELETE')
        and current_setting('acolhe.erasing', true) = 'yes' then
        return coalesce(new, old);
      end if;
      raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
    end $$;

    create function erase_from_audit(erasure uuid, names text[], patterns text[]) returns bigint
      language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
      changed bigint;
      before text := coalesce(current_setting('acolhe.erasing', true), '');
    begin
      perform set_config('acolhe.erasing', 'yes', true);
      update audit set
        entity_id = case when entity_id = any(names) or lower(entity_id) like any(patterns) then 'erased:' || erasure else entity_id end,
        changes = case when lower(changes::text) like any(patterns) then '{"erased": true}' else changes end
      where entity_id = any(names) or lower(entity_id) like any(patterns) or lower(changes::text) like any(patterns);
      get diagnostics changed = row_count;
      perform set_config('acolhe.erasing', before, true);
      return changed;
    end $$;
    revoke all on function erase_from_audit(uuid, text[], text[]) from public;
  `.execute(db);
}
