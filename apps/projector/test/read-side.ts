import { connectDatabase, type Database, migrate } from "@acolhe/database";
import { READ_TABLES } from "@acolhe/database/projection";
import { temporaryDatabase } from "@acolhe/testing";
import { sql } from "kysely";

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };

/** A migrated database of its own. */
export async function openDatabase(): Promise<{ db: Database; url: string } & AsyncDisposable> {
  const database = await temporaryDatabase(template);
  const db = connectDatabase({ url: database.url, name: "tests" });
  return {
    db,
    url: database.url,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Every row of a read side, by table, in the order of the keys. */
export async function rowsOf(db: Database, schema: string): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const [table, { key }] of Object.entries(READ_TABLES)) {
    const order = sql.join(key.map((column) => sql.id(column)));
    const { rows } = await sql`select * from ${sql.id(schema, table)} order by ${order}`.execute(db);
    tables[table] = rows;
  }
  return tables;
}

export async function emptyReadSide(db: Database, schema: string): Promise<void> {
  for (const table of Object.keys(READ_TABLES)) await sql`truncate ${sql.id(schema, table)}`.execute(db);
}
