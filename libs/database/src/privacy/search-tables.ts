import { sql } from "kysely";
import type { Db } from "../connection.ts";

export interface TableHits {
  readonly table: string;
  readonly rows: number;
  /** Rows with one of the patterns. */
  readonly found: number;
  /** Of these, rows of another person's conversation or record that mention the person. */
  readonly mentions: number;
}

/** These hold, on purpose, who the request is about or what the law keeps. */
const ON_PURPOSE: ReadonlySet<string> = new Set(["public.erasures", "public.kept_by_law"]);
/** Columns that say whose a row is. */
const OWNERS = ["contact_key", "patient_id"] as const;

/**
 * Looks through every table there is, whatever its columns are called.
 *
 * @param patterns lower-case patterns of LIKE
 * @param own keys and ids: what is found in rows of others is a mention
 */
export async function searchTables(db: Db, patterns: readonly string[], own: readonly string[]): Promise<TableHits[]> {
  // No caller waits for it, and tables may be large.
  await sql`set local statement_timeout = 0`.execute(db);
  const tables = await sql<{ schema: string; name: string; columns: string[] }>`
    select n.nspname as schema, c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attname in ('contact_key', 'patient_id')) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'read', 'read_next') and c.relname not like 'kysely_%'
    group by n.nspname, c.relname order by 1, 2`.execute(db);
  const hits: TableHits[] = [];
  for (const { schema, name, columns } of tables.rows) {
    const table = `${schema}.${name}`;
    if (ON_PURPOSE.has(table)) continue;
    const owner = OWNERS.filter((column) => columns?.includes(column));
    const isTheirs =
      owner.length === 0
        ? sql`true`
        : sql.join(
            owner.map((column) => sql`coalesce(x.${sql.id(column)}::text = any(${own}::text[]), false)`),
            sql` or `,
          );
    const { rows } = await sql<{ rows: number; found: number; mentions: number }>`
      select count(*)::integer as rows,
        count(*) filter (where hit)::integer as found,
        count(*) filter (where hit and not theirs)::integer as mentions
      from (select lower(x::text) like any(${patterns}::text[]) as hit, (${isTheirs}) as theirs
        from ${sql.id(schema, name)} x) looked`.execute(db);
    hits.push({ table, ...rows[0]! });
  }
  return hits;
}
