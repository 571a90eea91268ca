import { Client } from "pg";
import { migrate } from "../migrate.ts";
import { column, type DatabaseCopy } from "./copy-tables.ts";

/** A copy fits the schema that it was made of, and no other. */
export class NotTheSameSchema extends Error {
  override readonly name = "NotTheSameSchema";
}

/** A clinic at work has users and an audit; what migrations put into a new database is neither. */
const IN_USE = `
  select exists (select from users) or exists (select from audit) or exists (select from contacts) as value`;

/** Whether nothing was ever done in a database; one that does not exist yet is empty. Makes the schema. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  await migrate(url);
  const client = await connect(url);
  try {
    return (await client.query<{ value: boolean }>(IN_USE)).rows[0]?.value === false;
  } finally {
    await client.end();
  }
}

/**
 * Puts the rows of a copy into an empty database, all or none. Triggers and references do not act: rows come as they
 * were, in any order, and nothing follows from them. That needs a role that may do so (`superuser`).
 *
 * @throws NotTheSameSchema where the copy was made with other migrations
 */
export async function restoreTables(
  url: string,
  copy: DatabaseCopy,
  read: (table: string) => AsyncIterable<readonly string[]>,
): Promise<void> {
  const client = await connect(url);
  try {
    const here = await column(client, "select name as value from kysely_migration order by name");
    if (here.join() !== copy.migrations.join())
      throw new NotTheSameSchema(
        `the copy was made at ${copy.migrations.at(-1)}, and this is ${here.at(-1)}: restore it with the release that made it`,
      );
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    for (const { name, rows } of copy.tables) await fill(client, name, rows, read(name));
    for (const { name, value } of copy.sequences) await client.query("select setval($1, $2)", [name, value]);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

async function fill(
  client: Client,
  table: string,
  rows: number,
  batches: AsyncIterable<readonly string[]>,
): Promise<void> {
  const columns = await column(
    client,
    `select quote_ident(attname) as value from pg_attribute
     where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
  );
  const names = columns.join(", ");
  await client.query(`delete from ${table}`);
  let count = 0;
  for await (const lines of batches) {
    const { rowCount } = await client.query(
      `insert into ${table} (${names}) overriding system value
       select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [`[${lines.join(",")}]`],
    );
    count += rowCount ?? 0;
  }
  if (count !== rows) throw new Error(`${table} has ${count} rows, and its copy says ${rows}`);
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: "restore" });
  await client.connect();
  return client;
}
