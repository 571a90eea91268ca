import { type TemporaryDatabase, temporaryDatabase } from "@acolhe/testing";
import type { LogEvent } from "kysely";
import { connectDatabase, type Database, migrate } from "../src/index.ts";

export interface Desk extends AsyncDisposable {
  readonly db: Database;
  readonly url: string;
}

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };

/** A database of its own with the newest schema, and a pool of connections to it. */
export async function openDesk(options: { log?: (event: LogEvent) => void } = {}): Promise<Desk> {
  const database: TemporaryDatabase = await temporaryDatabase(template);
  const db = connectDatabase({ url: database.url, name: "tests", ...options });
  return {
    db,
    url: database.url,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await database[Symbol.asyncDispose]();
    },
  };
}
