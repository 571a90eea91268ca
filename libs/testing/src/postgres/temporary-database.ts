import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { sharedPostgresUrl } from "./shared.ts";

export interface TemporaryDatabase extends AsyncDisposable {
  readonly url: string;
}

export interface DatabaseTemplate {
  /** Lower-case letters, digits and underscores; another content needs another name. */
  readonly name: string;
  /** Fills a new database, once in a test run, and closes its connections. */
  readonly fill: (url: string) => Promise<void>;
}

/** A new database of the test run's server, as a copy of the template where one is named; dropped when disposed. */
export async function temporaryDatabase(template?: DatabaseTemplate): Promise<TemporaryDatabase> {
  const server = await sharedPostgresUrl();
  const name = `test_${randomBytes(6).toString("hex")}`;
  if (template) await provideTemplate(server, template);
  await run(server, (client) => client.query(`create database ${name} template ${template?.name ?? "template1"}`));
  return {
    url: withDatabase(server, name),
    [Symbol.asyncDispose]: () =>
      run(server, async (client) => {
        await client.query(`drop database ${name} with (force)`);
      }),
  };
}

async function provideTemplate(server: string, { name, fill }: DatabaseTemplate): Promise<void> {
  await run(server, async (client) => {
    // Tests run in several processes; the lock ends with the connection.
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount !== 0) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    await fill(withDatabase(server, unfinished));
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

async function run<T>(url: string, fn: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
