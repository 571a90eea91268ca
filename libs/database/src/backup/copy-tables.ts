import { Client } from "pg";
import { NEXT, OLD } from "../read/side.ts";

/** A table with its rows as they were, a line of JSON each. */
export interface CopiedTable {
  /** `public.patients`. */
  readonly name: string;
  readonly rows: number;
}

export interface DatabaseCopy {
  /** Names of the migrations that made the schema, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly CopiedTable[];
  /** Where each sequence stands. */
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
}

const ROWS_AT_ONCE = 500;

/**
 * Tables with data of their own, the migrations' left out: a schema is made by them, and not by a copy. So is a read side
 * that is being rebuilt, or was, which no schema of migrations has. A partitioned
 * table's rows are those of its partitions. What is told to listeners by number of transaction means nothing at another server.
 */
const TABLES = `
  select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not in ('pg_catalog', 'information_schema', '${NEXT}', '${OLD}')
    and n.nspname not like 'pg\\_%' and c.relname not like 'kysely\\_%'
    and not exists (
      select from pg_attrdef d where d.adrelid = c.oid and pg_get_expr(d.adbin, d.adrelid) like '%pg_current_xact_id%'
    )
  order by 1`;

/**
 * Copies every table as of one instant. `write` gets a table's rows, some at a time.
 *
 * Rows go as JSON because it holds every type there is in the schema, and needs no program beside the database.
 */
export async function copyTables(
  url: string,
  write: (table: string, lines: readonly string[]) => Promise<void>,
): Promise<DatabaseCopy> {
  const client = new Client({ connectionString: url, application_name: "backup" });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    // What is too long to be one value of JSON is too long for a row of ours.
    const tables: CopiedTable[] = [];
    for (const name of await column(client, TABLES)) {
      await client.query(`declare rows no scroll cursor for select to_jsonb(t)::text as value from ${name} t`);
      let rows = 0;
      for (;;) {
        const lines = await column(client, `fetch ${ROWS_AT_ONCE} from rows`);
        if (lines.length === 0 && rows > 0) break;
        await write(name, lines);
        rows += lines.length;
        if (lines.length === 0) break;
      }
      await client.query("close rows");
      tables.push({ name, rows });
    }
    const migrations = await column(client, "select name as value from kysely_migration order by name");
    const { rows: sequences } = await client.query<{ name: string; value: string }>(`
      select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as value
      from pg_sequences where last_value is not null and schemaname not in ('${NEXT}', '${OLD}') order by 1`);
    return { migrations, tables, sequences };
  } finally {
    await client.end();
  }
}

/** The only column of what a statement answers. */
export async function column(client: Client, statement: string): Promise<string[]> {
  const { rows } = await client.query<Record<string, string>>(statement);
  return rows.map((row) => Object.values(row)[0]!);
}
