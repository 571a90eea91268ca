import { sql } from "kysely";
import type { Database } from "../src/index.ts";

/** Extensions bring functions of their own; those are not ours to compare. */
const OURS = sql`n.nspname in ('public', 'read', 'lookup')`;
const notOfExtension = (table: string) =>
  sql`not exists (select from pg_depend d where d.objid = ${sql.ref(table)}.oid and d.deptype = 'e')`;

/** The whole schema as text, in an order that does not depend on how it came about. */
export async function dumpSchema(db: Database): Promise<string> {
  const lines = async (query: ReturnType<typeof sql<{ line: string }>>) =>
    (await query.execute(db)).rows.map(({ line }) => line);
  const types = await lines(sql`
    select format('type %s: %s', t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder)) as line
    from pg_type t join pg_enum e on e.enumtypid = t.oid join pg_namespace n on n.oid = t.typnamespace
    where ${OURS} group by t.typname order by t.typname`);
  const functions = await lines(sql`
    select pg_get_functiondef(p.oid) as line
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and ${notOfExtension("p")} order by p.proname`);
  const tables = await lines(sql`
    select concat_ws(e'\n',
      format('table %I.%I', n.nspname, c.relname),
      (select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then ' not null' else '' end,
           case a.attgenerated when 's' then format(' generated (%s)', pg_get_expr(ad.adbin, ad.adrelid))
             else format(' default %s', nullif(pg_get_expr(ad.adbin, ad.adrelid), '')) end), e'\n' order by a.attnum)
         from pg_attribute a left join pg_attrdef ad on ad.adrelid = c.oid and ad.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select string_agg(format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), e'\n' order by k.conname)
         from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'),
      (select string_agg('  ' || pg_get_indexdef(i.indexrelid), e'\n' order by i.indexrelid::regclass::text)
         from pg_index i where i.indrelid = c.oid
           and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))),
      (select string_agg('  ' || pg_get_triggerdef(t.oid), e'\n' order by t.tgname)
         from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal)) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind in ('r', 'p') and c.relname not like 'kysely_%'
    order by n.nspname, c.relname`);
  return `${[types.join("\n"), ...functions, ...tables].join("\n\n")}\n`.replace(/ default (?=\n)/g, "");
}
